import { ImageOff } from "lucide-react";
import { useState, type SyntheticEvent } from "react";
import type { Photo } from "../../api/photos.ts";
import { texts } from "../../texts/texts.ts";
import styles from "./photo-stage.module.css";
import type { Rectangle, Size } from "./photo-view.ts";

interface PhotoPictureProps {
  readonly photo: Photo;
  readonly placed: Rectangle;
  /** Told the size of the picture, where the catalogue does not know the photo's. */
  readonly onSize: ((size: Size) => void) | undefined;
}

/** The long side of the larger thumbnail, in pixels. */
const thumbnailPx = 1280;

/** The larger thumbnail at once; the original over it when more pixels would be seen. */
export function PhotoPicture({ photo, placed, onSize }: PhotoPictureProps) {
  const [hasThumbnail, setHasThumbnail] = useState(true);
  const [hasOriginal, setHasOriginal] = useState(true);
  const [wasNeeded, setWasNeeded] = useState(false);
  const longSide = Math.max(photo.width ?? 0, photo.height ?? 0);
  const isLarger = Math.max(placed.width, placed.height) * window.devicePixelRatio > thumbnailPx * 1.05;
  const isNeeded = !hasThumbnail || (longSide > thumbnailPx && isLarger);
  // Once it was shown it stays, so that zooming out and in again does not flicker.
  if (isNeeded && !wasNeeded) setWasNeeded(true);
  const style = { left: placed.x, top: placed.y, width: placed.width, height: placed.height };
  const name = photo.files[0]?.name ?? texts.photo.title;
  const tellSize = ({ currentTarget }: SyntheticEvent<HTMLImageElement>) => {
    onSize?.({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight });
  };
  if (!hasThumbnail && !hasOriginal) {
    return (
      <p className={styles["missing"]}>
        <ImageOff size={40} strokeWidth={1.5} aria-hidden />
        {texts.photo.pictureMissing}
      </p>
    );
  }
  return (
    <>
      {hasThumbnail && (
        <img
          className={styles["picture"]}
          style={style}
          src={`/media/thumbnails/${String(photo.id)}/1280`}
          alt={texts.photo.stage(name)}
          draggable={false}
          onLoad={tellSize}
          onError={() => {
            setHasThumbnail(false);
          }}
        />
      )}
      {(isNeeded || wasNeeded) && hasOriginal && (
        <img
          className={styles["picture"]}
          style={style}
          src={`/media/originals/${String(photo.id)}`}
          alt={hasThumbnail ? "" : texts.photo.stage(name)}
          draggable={false}
          data-original
          onLoad={tellSize}
          onError={() => {
            setHasOriginal(false);
          }}
        />
      )}
      {!hasOriginal && (
        <p role="status" className={styles["notice"]}>
          {texts.photo.originalMissing}
        </p>
      )}
    </>
  );
}
