import { useState, type ReactNode } from "react";
import { z } from "zod";
import { RequestError } from "../api/read-answer.ts";
import { texts } from "../texts/texts.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { FacePicture } from "./face-picture.tsx";
import styles from "./use-twice-in-photo.module.css";

const twiceDetails = z.object({ photoId: z.number(), faceIds: z.array(z.number()) });

interface Twice extends z.infer<typeof twiceDetails> {
  readonly onAllow: () => void;
}

/** Asks whether a photo really shows somebody more than once. */
export interface TwiceInPhoto {
  /** For `onRefused` of a change: true when the error is that two faces are in one photo, and the user is asked. */
  readonly ask: (error: Error, onAllow: () => void) => boolean;
  /** To be rendered somewhere; nothing while nothing is asked. */
  readonly dialog: ReactNode;
}

/** The question "is this a collage or a mirror?" */
export function useTwiceInPhoto(): TwiceInPhoto {
  const [twice, setTwice] = useState<Twice | null>(null);
  const ask: TwiceInPhoto["ask"] = (error, onAllow) => {
    if (!(error instanceof RequestError) || error.code !== "TwiceInPhotoError") return false;
    const details = twiceDetails.safeParse(error.details);
    if (!details.success) return false;
    setTwice({ ...details.data, onAllow });
    return true;
  };
  const close = () => {
    setTwice(null);
  };
  const dialog = twice !== null && (
    <Dialog
      isOpen
      onClose={close}
      title={texts.people.twiceInPhoto}
      text={texts.people.twiceInPhotoText}
      actions={
        <Button
          onClick={() => {
            close();
            twice.onAllow();
          }}
        >
          {texts.people.allowTwice}
        </Button>
      }
    >
      <img className={styles["photo"]} src={`/media/thumbnails/${String(twice.photoId)}/1280`} alt="" />
      <ul className={styles["faces"]}>
        {twice.faceIds.map((faceId, at) => (
          <li key={faceId}>
            <FacePicture faceId={faceId} name={texts.people.faceNumber(at + 1)} size={96} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
  return { ask, dialog };
}
