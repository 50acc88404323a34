import type { VirtualItem } from "@tanstack/react-virtual";
import { CircleCheck } from "lucide-react";
import { useCallback, type MouseEvent } from "react";
import type { PhotoLayout } from "../../../app/search/photo-layout.ts";
import type { PhotoCaption } from "../../api/photos.ts";
import { texts } from "../../texts/texts.ts";
import styles from "./photo-grid.module.css";
import { PhotoTile } from "./photo-tile.tsx";
import { placeTiles, type GridRow } from "./rows.ts";
import type { StackMembers } from "./use-stack-members.ts";
import { gap } from "./use-grid-rows.ts";
import type { GridChoice } from "./use-grid-selection.ts";

interface GridRowsProps {
  readonly rows: readonly GridRow[];
  readonly layout: Pick<PhotoLayout, "ids" | "ratios">;
  readonly choice: GridChoice;
  readonly items: readonly VirtualItem[];
  readonly height: number;
  readonly tileId: (photoId: number) => string;
  readonly onOpen: (photoId: number) => void;
  readonly captions: ReadonlyMap<number, PhotoCaption>;
  readonly members: StackMembers;
}

/** The rows that are to be seen, at their places in the height of all. */
export function GridRows(props: GridRowsProps) {
  const { rows, layout, choice, items, height, tileId, onOpen, captions, members } = props;
  const { ids } = layout;
  return (
    <div role="presentation" className={styles["rows"]} style={{ height }}>
      {items.map(({ index }) => {
        const row = rows[index];
        if (row === undefined) return null;
        return (
          <div
            key={`${row.kind} ${String(ids[row.first])}`}
            role="row"
            aria-rowindex={index + 1}
            className={styles["row"]}
            style={{ transform: `translateY(${String(row.top)}px)`, height: row.height }}
          >
            {row.kind === "month" ? (
              <MonthHeading row={row} ids={ids} choice={choice} />
            ) : (
              <PhotoRow {...{ row, layout, choice, tileId, onOpen, captions, members }} />
            )}
          </div>
        );
      })}
    </div>
  );
}

function MonthHeading({
  row: { month, first, end },
  ids,
  choice,
}: {
  readonly row: Extract<GridRow, { kind: "month" }>;
  readonly ids: readonly number[];
  readonly choice: GridChoice;
}) {
  const name = texts.photoGrid.month(month);
  return (
    <div role="gridcell" className={styles["month"]}>
      <h2 className={styles["monthName"]}>{name}</h2>
      <button
        type="button"
        className={styles["monthCheck"]}
        aria-label={texts.photoGrid.selectMonth(end - first, name)}
        title={texts.photoGrid.selectMonth(end - first, name)}
        onClick={() => {
          choice.toggleAll(ids.slice(first, end));
        }}
      >
        <CircleCheck size={18} aria-hidden />
      </button>
    </div>
  );
}

function PhotoRow({
  row,
  layout: { ids, ratios },
  choice,
  tileId,
  onOpen,
  captions,
  members,
}: Pick<GridRowsProps, "layout" | "choice" | "tileId" | "onOpen" | "captions" | "members"> & {
  readonly row: Extract<GridRow, { kind: "photos" }>;
}) {
  const { selection, activeId, setActive, toggle, extendTo } = choice;
  const isSelecting = selection.ids.size > 0;
  const onCheck = useCallback(
    (photoId: number, event: MouseEvent) => {
      if (event.shiftKey) extendTo(photoId);
      else toggle(photoId);
    },
    [extendTo, toggle],
  );
  const onPress = useCallback(
    (photoId: number, event: MouseEvent) => {
      if (event.shiftKey) extendTo(photoId);
      else if (event.ctrlKey || event.metaKey || isSelecting) toggle(photoId);
      else {
        setActive(photoId);
        onOpen(photoId);
      }
    },
    [extendTo, toggle, setActive, onOpen, isSelecting],
  );
  return placeTiles(row, ratios, gap).map(({ index, left, width }) => {
    const photoId = ids[index] ?? 0;
    const caption = captions.get(photoId);
    return (
      <PhotoTile
        key={photoId}
        {...{ photoId, left, width, onCheck, onPress, isSelecting }}
        elementId={tileId(photoId)}
        height={Math.round(row.height - gap)}
        isActive={photoId === activeId}
        isSelected={selection.ids.has(photoId)}
        people={caption === undefined ? "" : texts.photoGrid.people(namesIn(caption))}
        caption={caption === undefined ? undefined : wordsOf(caption, members.countOf(photoId))}
        durationMs={caption?.durationMs ?? null}
        stacked={members.countOf(photoId)}
        hasRaw={caption?.hasRaw ?? false}
        isLive={caption?.isLive ?? false}
      />
    );
  });
}

function wordsOf(caption: PhotoCaption, stacked: number): string {
  const { durationMs, hasRaw, isLive } = caption;
  const is = { hasRaw, isLive, stacked };
  const words = texts.photoGrid.caption(namesIn(caption), caption.takenAt, caption.file, is);
  return durationMs === null ? words : `${texts.photoGrid.video(durationMs)}, ${words}`;
}

function namesIn({ people }: PhotoCaption): string[] {
  return people.map(({ name }) => name);
}
