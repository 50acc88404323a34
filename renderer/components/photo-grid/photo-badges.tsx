import { CircleDot, Layers, Play } from "lucide-react";
import { texts } from "../../texts/texts.ts";
import styles from "./photo-grid.module.css";

interface PhotoBadgesProps {
  /** How long a video lasts; null = a photo. */
  readonly durationMs: number | null;
  /** There is a camera's raw file of it. */
  readonly hasRaw: boolean;
  /** The movie of a Live Photo belongs to it. */
  readonly isLive: boolean;
  /** How many photos it stands for; 1 = itself. */
  readonly stacked: number;
}

/** What a photo is besides a picture, in a corner of its tile; its caption says the same to screen readers. */
export function PhotoBadges({ durationMs, hasRaw, isLive, stacked }: PhotoBadgesProps) {
  if (durationMs === null && !hasRaw && !isLive && stacked === 1) return null;
  return (
    <span className={styles["badges"]} aria-hidden>
      {durationMs !== null && (
        <span className={styles["badge"]}>
          <Play size={10} fill="currentColor" aria-hidden />
          {texts.units.duration(durationMs)}
        </span>
      )}
      {hasRaw && <span className={styles["badge"]}>{texts.photoGrid.raw}</span>}
      {isLive && (
        <span className={styles["badge"]}>
          <CircleDot size={12} strokeWidth={2.25} aria-hidden />
          {texts.photoGrid.live}
        </span>
      )}
      {stacked > 1 && (
        <span className={styles["badge"]}>
          <Layers size={12} strokeWidth={2.25} aria-hidden />
          {texts.units.number(stacked)}
        </span>
      )}
    </span>
  );
}
