import styles from "./face-picture.module.css";

interface FacePictureProps {
  readonly faceId: number;
  /** Whose face it is, for screen readers; empty where the words beside it say so. */
  readonly name: string;
  /** Side in CSS pixels. */
  readonly size: number;
  readonly isRound?: boolean;
}

/** Sides of the pictures that the server cuts out. */
const sidesPx = [96, 192, 384] as const;

/** Where the picture of a face is, for a side of so many CSS pixels. */
export function facePictureAddress(faceId: number, size: number): string {
  const wanted = size * Math.min(window.devicePixelRatio, 2);
  const side = sidesPx.find((known) => known >= wanted) ?? 384;
  return `/media/faces/${String(faceId)}/${String(side)}`;
}

/** A face cut out of its photo. */
export function FacePicture({ faceId, name, size, isRound = false }: FacePictureProps) {
  return (
    <img
      className={[styles["face"], isRound ? styles["round"] : ""].join(" ")}
      src={facePictureAddress(faceId, size)}
      alt={name}
      width={size}
      height={size}
      loading="lazy"
      decoding="async"
      draggable={false}
    />
  );
}
