import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { KeyboardEvent } from "react";
import type { AskedFace } from "../../../app/db/asked-faces.ts";
import { IconButton } from "../../components/button.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./photo-peek.module.css";

interface PhotoPeekProps {
  /** All faces of the question. */
  readonly faces: readonly AskedFace[];
  /** Null = nothing is shown. */
  readonly face: AskedFace | null;
  readonly onShow: (face: AskedFace | null) => void;
}

/** The photo behind a face, with the face marked. Arrows go to the other faces; P, Space and Escape close it. */
export function PhotoPeek({ faces, face, onShow }: PhotoPeekProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const isEnd = event.key === "p" || event.key === " ";
    if (step === 0 && !isEnd) return;
    event.preventDefault();
    const next = faces[faces.findIndex(({ id }) => id === face?.id) + step];
    if (isEnd) onShow(null);
    else if (next !== undefined) onShow(next);
  };
  return (
    <Dialog.Root
      open={face !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) onShow(null);
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={styles["backdrop"]} />
        <Dialog.Popup className={styles["peek"]} onKeyDown={onKeyDown}>
          {face !== null && <Photo face={face} />}
          <Dialog.Close
            render={
              <IconButton label={texts.shell.close}>
                <X size={20} aria-hidden />
              </IconButton>
            }
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Photo({ face }: { readonly face: AskedFace }) {
  const { id, photoId, box, takenAt, frameMs } = face;
  const picture =
    frameMs === null ? `/media/thumbnails/${String(photoId)}/1280` : `/media/frames/${String(id)}`;
  const title = texts.review.photoOf(takenAt === null ? null : texts.units.day(takenAt));
  return (
    <figure className={styles["figure"]}>
      <div className={styles["photo"]}>
        <img key={picture} src={picture} alt={title} draggable={false} />
        {box !== null && (
          // The place of a face is data, which no style sheet can know.
          <span
            className={styles["face"]}
            style={{
              left: `${String(box.x * 100)}%`,
              top: `${String(box.y * 100)}%`,
              width: `${String(box.width * 100)}%`,
              height: `${String(box.height * 100)}%`,
            }}
          />
        )}
      </div>
      <figcaption className={styles["caption"]}>
        <Dialog.Title className={styles["title"]}>{title}</Dialog.Title>
        <Dialog.Description>{texts.review.photoHint}</Dialog.Description>
      </figcaption>
    </figure>
  );
}
