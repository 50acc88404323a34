import styles from "./thumbnail-picture.module.css";

interface ThumbnailPictureProps {
  readonly photoId: number;
  /** Side in CSS pixels; without one it fills what it is in. */
  readonly size?: number;
}

/** A photo as a square, where words beside it say what it is. */
export function ThumbnailPicture({ photoId, size }: ThumbnailPictureProps) {
  return (
    <img
      className={[styles["thumbnail"], size === undefined ? styles["filling"] : ""].join(" ")}
      src={`/media/thumbnails/${String(photoId)}/256`}
      alt=""
      {...(size !== undefined && { width: size, height: size })}
      loading="lazy"
      decoding="async"
      draggable={false}
    />
  );
}
