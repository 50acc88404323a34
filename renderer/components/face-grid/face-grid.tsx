import { Check } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import { texts } from "../../texts/texts.ts";
import type { MenuItem } from "../context-menu.tsx";
import { FacePicture } from "../face-picture.tsx";
import type { GridSection } from "../virtual-grid/grid-rows.ts";
import type { SelectionOf } from "../virtual-grid/use-selection.ts";
import { VirtualGrid } from "../virtual-grid/virtual-grid.tsx";
import styles from "./face-grid.module.css";

/** A face in a grid. */
export interface GridFace {
  readonly id: number;
  readonly photoId: number;
  /** On the picture: "98 %"; null = nothing. */
  readonly note: string | null;
}

interface FaceGridProps {
  /** What is shown, for screen readers: "Faces of Anna". */
  readonly label: string;
  readonly sections: readonly GridSection<GridFace>[];
  readonly selection: SelectionOf<number>;
  /** Enter, or a double click: usually shows the photo. */
  readonly onOpen: (face: GridFace) => void;
  readonly onKey?: (event: KeyboardEvent, face: GridFace) => boolean;
  readonly menuOf?: (face: GridFace) => readonly MenuItem[];
  /** Side of a picture, CSS pixels. */
  readonly size?: number;
  readonly renderBesideTitle?: (section: GridSection<GridFace>) => ReactNode;
  /** Scrolls with the faces, above them. */
  readonly header?: ReactNode;
}

/** Faces in rows. A click, Space or Shift select; Enter or a double click opens; see VirtualGrid for the keys. */
export function FaceGrid({ size = 112, onOpen, ...rest }: FaceGridProps) {
  return (
    <VirtualGrid
      {...rest}
      idOf={idOf}
      nameOf={nameOf}
      tile={{ width: size, height: size }}
      onOpen={onOpen}
      // The two clicks before it have selected the face and let it go again.
      onDoubleClick={onOpen}
      renderTile={(face, { isSelected }) => (
        <span className={styles["picture"]} data-selected={isSelected || undefined}>
          <FacePicture faceId={face.id} name="" size={size} />
          <span className={styles["check"]} aria-hidden>
            <Check size={14} strokeWidth={3} />
          </span>
          {face.note !== null && <span className={styles["note"]}>{face.note}</span>}
        </span>
      )}
    />
  );
}

function idOf({ id }: GridFace): number {
  return id;
}

function nameOf({ note }: GridFace, place: number): string {
  const name = texts.people.faceNumber(place + 1);
  return note === null ? name : `${name}, ${note}`;
}
