import type { PhotoFace } from "../../api/photos.ts";
import faceBox from "../../components/face-box.module.css";
import { describeFace, isUnnamed, labelOf } from "./face-words.ts";
import { toStage, type Rectangle, type Size } from "./photo-view.ts";
import styles from "./photo-stage.module.css";

interface FaceBoxesProps {
  readonly faces: readonly PhotoFace[];
  readonly photo: Size;
  /** Of the photo, on the stage. */
  readonly placed: Rectangle;
  readonly chosenId: number | null;
  readonly hoveredId: number | null;
  readonly onChoose: (faceId: number) => void;
}

/** The faces of a photo as boxes with names. */
export function FaceBoxes({ faces, photo, placed, chosenId, hoveredId, onChoose }: FaceBoxesProps) {
  return faces.map((face, index) => {
    const { x, y, width, height } = toStage(face.box, photo, placed);
    const label = labelOf(face);
    return (
      <button
        key={face.id}
        type="button"
        className={[faceBox["box"], styles["face"]].join(" ")}
        style={{ left: x, top: y, width, height }}
        aria-label={describeFace(face, index + 1)}
        aria-pressed={face.id === chosenId}
        data-face-id={face.id}
        data-unnamed={isUnnamed(face) || undefined}
        data-ignored={face.isIgnored || undefined}
        data-marked={face.id === hoveredId || undefined}
        onClick={() => {
          onChoose(face.id);
        }}
      >
        {label !== "" && (
          <span className={faceBox["label"]} dir="auto">
            {label}
          </span>
        )}
      </button>
    );
  });
}
