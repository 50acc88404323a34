import { FaceBoxes } from "./face-boxes.tsx";
import { FaceCard } from "./face-card.tsx";
import { toStage, type Rectangle, type Size } from "./photo-view.ts";
import type { ChosenFace } from "./use-chosen-face.ts";
import type { FaceChanges } from "./use-face-changes.tsx";
import type { VideoMoment } from "./use-video-moment.ts";

interface FacesOnPhotoProps {
  readonly face: ChosenFace;
  readonly hoveredId: number | null;
  readonly changes: FaceChanges;
  readonly isDrawing: boolean;
  /** Of a video; null = a photo. */
  readonly video: VideoMoment | null;
  readonly photo: Size;
  /** Of the photo, on the stage. */
  readonly placed: Rectangle;
  readonly stage: Size;
}

/** The faces over a photo, and beside the chosen one what is said of it. */
export function FacesOnPhoto(props: FacesOnPhotoProps) {
  const { hoveredId, changes, isDrawing, video, photo, placed, stage } = props;
  const { faces, chosenId, chosen, choose, step } = props.face;
  return (
    <>
      <FaceBoxes
        {...{ photo, placed, chosenId, hoveredId }}
        faces={video === null ? faces : faces.filter(video.isSeen)}
        onChoose={choose}
      />
      {chosen !== null && !isDrawing && (
        <FaceCard
          {...{ stage, changes }}
          face={chosen}
          place={toStage(chosen.box, photo, placed)}
          onStep={step}
          onClose={() => {
            choose(null);
          }}
        />
      )}
    </>
  );
}
