import { Check, ImageOff } from "lucide-react";
import { memo, useState, type MouseEvent } from "react";
import { texts } from "../../texts/texts.ts";
import { PhotoBadges } from "./photo-badges.tsx";
import styles from "./photo-grid.module.css";

interface PhotoTileProps {
  readonly elementId: string;
  readonly photoId: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly isSelecting: boolean;
  /** What it shows, for screen readers and below the pointer; undefined while it is not known. */
  readonly caption: string | undefined;
  /** Who is in it, shown below the pointer; empty = nobody with a name. */
  readonly people: string;
  /** How long a video lasts; null = a photo, or not known yet. */
  readonly durationMs: number | null;
  /** There is a camera's raw file of it. */
  readonly hasRaw: boolean;
  /** The movie of a Live Photo belongs to it. */
  readonly isLive: boolean;
  /** How many photos it stands for; 1 = itself. */
  readonly stacked: number;
  readonly onPress: (photoId: number, event: MouseEvent) => void;
  readonly onCheck: (photoId: number, event: MouseEvent) => void;
}

/** One photo of a grid. */
export const PhotoTile = memo(function PhotoTile(props: PhotoTileProps) {
  const { elementId, photoId, left, width, height, isActive, isSelected, isSelecting, caption, people } =
    props;
  const { durationMs } = props;
  return (
    <div
      role="gridcell"
      id={elementId}
      aria-selected={isSelected}
      aria-label={caption ?? texts.photoGrid.photo}
      title={caption}
      className={styles["tile"]}
      data-active={isActive || undefined}
      data-selected={isSelected || undefined}
      data-stacked={props.stacked > 1 || undefined}
      data-photo-id={photoId}
      style={{ left, width, height }}
      onClick={(event) => {
        props.onPress(photoId, event);
      }}
    >
      <TilePicture key={photoId} photoId={photoId} width={width} height={height} />
      <PhotoBadges
        durationMs={durationMs}
        hasRaw={props.hasRaw}
        isLive={props.isLive}
        stacked={props.stacked}
      />
      {people !== "" && (
        <span className={styles["people"]} dir="auto" aria-hidden>
          {people}
        </span>
      )}
      <span
        className={styles["check"]}
        data-shown={isSelecting || undefined}
        aria-hidden
        onClick={(event) => {
          event.stopPropagation();
          props.onCheck(photoId, event);
        }}
      >
        <span className={styles["circle"]}>
          <Check size={14} strokeWidth={3} aria-hidden />
        </span>
      </span>
    </div>
  );
});

function TilePicture({
  photoId,
  width,
  height,
}: {
  readonly photoId: number;
  readonly width: number;
  readonly height: number;
}) {
  const [hasFailed, setFailed] = useState(false);
  if (hasFailed) {
    return (
      <span className={styles["broken"]}>
        <ImageOff size={24} strokeWidth={1.5} aria-hidden />
      </span>
    );
  }
  // The small thumbnail has 256 pixels on its long side; a quarter more is not seen.
  const wantedPx = Math.max(width, height) * window.devicePixelRatio;
  const size = wantedPx > 320 ? 1280 : 256;
  return (
    <img
      ref={letGo}
      className={styles["picture"]}
      src={`/media/thumbnails/${String(photoId)}/${String(size)}`}
      alt=""
      decoding="async"
      draggable={false}
      onError={() => {
        setFailed(true);
      }}
    />
  );
}

/** A picture that has left the page keeps its pixels until the browser cleans up, which scrolling delays: let go at once. */
function letGo(picture: HTMLImageElement): () => void {
  return () => {
    picture.removeAttribute("src");
  };
}
