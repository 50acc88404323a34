import { Progress } from "@base-ui/react/progress";
import styles from "./progress-bar.module.css";

interface ProgressBarProps {
  readonly label: string;
  readonly done: number;
  /** null = not known. */
  readonly total: number | null;
  readonly text?: string;
  readonly isStill?: boolean;
}

/** How far something is, for eyes and screen readers. */
export function ProgressBar({ label, done, total, text, isStill = false }: ProgressBarProps) {
  const isKnown = total !== null && total > 0;
  return (
    <Progress.Root
      className={styles["root"]}
      aria-label={label}
      value={isKnown ? Math.min(done, total) : null}
      max={isKnown ? total : 100}
      {...(text !== undefined && { "aria-valuetext": text })}
    >
      <Progress.Track className={styles["track"]}>
        <Progress.Indicator className={styles["bar"]} data-still={isStill ? "" : undefined} />
      </Progress.Track>
    </Progress.Root>
  );
}
