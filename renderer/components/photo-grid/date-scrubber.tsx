import { useState, type KeyboardEvent, type PointerEvent } from "react";
import { texts } from "../../texts/texts.ts";
import styles from "./photo-grid.module.css";
import { labelYears, monthAt, stepMonth, type ScrubberMonth } from "./scrubber-scale.ts";

interface DateScrubberProps {
  readonly months: readonly ScrubberMonth[];
  /** Of the scroller, in CSS pixels. */
  readonly height: number;
  readonly contentHeight: number;
  readonly scrollTop: number;
  readonly onScroll: (top: number) => void;
}

/** The scroll bar of a timeline: years beside it, the month at the pointer; a slider for the keyboard. */
export function DateScrubber({ months, height, contentHeight, scrollTop, onScroll }: DateScrubberProps) {
  const [pointerY, setPointerY] = useState<number | null>(null);
  const scrollable = Math.max(1, contentHeight - height);
  const toY = (top: number) => Math.min(1, top / scrollable) * height;
  const current = monthAt(months, scrollTop);
  const goTo = (y: number) => {
    onScroll((Math.min(Math.max(y, 0), height) / height) * scrollable);
  };
  const yOf = (event: PointerEvent<HTMLElement>) =>
    event.clientY - event.currentTarget.getBoundingClientRect().top;
  const hovered = pointerY === null ? undefined : months[monthAt(months, (pointerY / height) * scrollable)];
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={texts.photoGrid.scrubber}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={months.length - 1}
      aria-valuenow={current}
      aria-valuetext={texts.photoGrid.month(months[current]?.month ?? null)}
      className={styles["scrubber"]}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setPointerY(yOf(event));
        goTo(yOf(event));
      }}
      onPointerMove={(event) => {
        setPointerY(yOf(event));
        if (event.currentTarget.hasPointerCapture(event.pointerId)) goTo(yOf(event));
      }}
      onPointerLeave={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) setPointerY(null);
      }}
      onLostPointerCapture={() => {
        setPointerY(null);
      }}
      onKeyDown={(event: KeyboardEvent) => {
        const to = stepMonth(months, current, event.key);
        if (to === undefined) return;
        event.preventDefault();
        onScroll(Math.min(to.top, scrollable));
      }}
    >
      {labelYears(months, toY, height).map(({ year, y }) => (
        <span key={year} className={styles["year"]} style={{ top: y }} aria-hidden>
          {year}
        </span>
      ))}
      <span className={styles["here"]} style={{ top: toY(scrollTop) }} aria-hidden />
      {pointerY !== null && hovered !== undefined && (
        <span
          className={styles["tip"]}
          style={{ top: Math.min(Math.max(pointerY, 14), height - 14) }}
          aria-hidden
        >
          {texts.photoGrid.month(hovered.month)}
        </span>
      )}
    </div>
  );
}
