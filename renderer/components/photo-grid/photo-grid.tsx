import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useId, useMemo, useRef, type ReactNode } from "react";
import { useLocation } from "wouter";
import type { PhotoList } from "../../../app/api/photos.ts";
import type { PhotoSource } from "../../api/photos.ts";
import { texts } from "../../texts/texts.ts";
import { DateScrubber } from "./date-scrubber.tsx";
import { GridRows } from "./grid-rows.tsx";
import styles from "./photo-grid.module.css";
import { photoAddress, writeSource } from "./photo-source.ts";
import { rowOfPhoto } from "./rows.ts";
import { monthsOf } from "./scrubber-scale.ts";
import { SelectionBar } from "./selection-bar.tsx";
import { useGridKeys } from "./use-grid-keys.ts";
import { useGridRows } from "./use-grid-rows.ts";
import { useGridSelection } from "./use-grid-selection.ts";
import { useSteadyScroll } from "./use-steady-scroll.ts";

interface PhotoGridProps {
  readonly layout: PhotoList;
  /** What the layout is of; next and previous go through it, and the place in it is remembered. */
  readonly source: PhotoSource;
  /** Default: opens the photo. */
  readonly onOpen?: (photoId: number) => void;
  /** What can be done with the chosen photos, in the order of the list; `done` ends the selection. */
  readonly actions?: (photoIds: readonly number[], done: () => void) => ReactNode;
  /** CSS pixels that rows come near to. Default 190. */
  readonly rowHeight?: number;
  /** For screen readers. Default "Photos". */
  readonly label?: string;
}

/**
 * Photos in justified rows, below the names of their months where they are in the order of time. It fills what it is
 * in, which must have a height. Every place is computed from the layout, so that nothing moves while pictures load.
 */
export function PhotoGrid(props: PhotoGridProps) {
  const { layout, source, actions, rowHeight = 190, label = texts.photoGrid.photos } = props;
  const { ids } = layout;
  const [, navigate] = useLocation();
  const scroller = useRef<HTMLDivElement>(null);
  const idPrefix = useId();
  const rows = useGridRows(layout, scroller, rowHeight);
  const list = writeSource(source);
  const {
    onOpen = (photoId: number) => {
      navigate(photoAddress(photoId, source), { state: { fromList: true } });
    },
  } = props;

  // eslint-disable-next-line react-hooks/incompatible-library -- the compiler that this warns of is not used
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback((index: number) => rows[index]?.height ?? 0, [rows]),
    // New for new rows, so that their heights are asked for again.
    getItemKey: useCallback((index: number) => (rows[index] === undefined ? -1 : index), [rows]),
    overscan: 4,
    paddingEnd: bottomPadding,
  });
  // After the virtualizer, which keeps its own offset when rows change.
  const noteActive = useSteadyScroll(scroller, { list, rows, ids });
  const choice = useGridSelection(list, ids, noteActive);
  const showPhoto = useCallback(
    (index: number) => {
      virtualizer.scrollToIndex(rowOfPhoto(rows, index), { align: "auto" });
    },
    [virtualizer, rows],
  );
  useGridKeys(scroller, { rows, layout, choice, onOpen, showPhoto });

  // One that has left the list meanwhile is nowhere.
  const activeId = choice.activeId !== null && ids.includes(choice.activeId) ? choice.activeId : null;
  const months = useMemo(() => monthsOf(rows), [rows]);
  const viewportHeight = virtualizer.scrollRect?.height ?? 0;
  const hasScrubber = months.length > 1;
  return (
    <div className={styles["frame"]}>
      <div
        ref={scroller}
        className={styles["scroller"]}
        data-scrubber={hasScrubber || undefined}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-multiselectable
        aria-rowcount={rows.length}
        aria-activedescendant={activeId === null ? undefined : tileId(idPrefix, activeId)}
      >
        <GridRows
          {...{ rows, layout, choice, onOpen }}
          items={virtualizer.getVirtualItems()}
          isScrolling={virtualizer.isScrolling}
          height={virtualizer.getTotalSize()}
          tileId={useCallback((photoId: number) => tileId(idPrefix, photoId), [idPrefix])}
        />
      </div>
      {hasScrubber && viewportHeight > 0 && (
        <DateScrubber
          months={months}
          height={viewportHeight}
          contentHeight={virtualizer.getTotalSize()}
          scrollTop={virtualizer.scrollOffset ?? 0}
          onScroll={(top) => {
            virtualizer.scrollToOffset(top);
          }}
        />
      )}
      {choice.selection.ids.size > 0 && (
        <SelectionBar
          selected={choice.selection.ids.size}
          total={ids.length}
          onSelectAll={choice.selectAll}
          onClear={choice.clear}
        >
          {actions?.(choice.selectedInOrder(), choice.clear)}
        </SelectionBar>
      )}
    </div>
  );
}

/** Room for the selection bar below the last row, in CSS pixels. */
const bottomPadding = 88;

function tileId(prefix: string, photoId: number): string {
  return `${prefix}-photo-${String(photoId)}`;
}
