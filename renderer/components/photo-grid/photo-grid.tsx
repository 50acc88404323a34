import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useId, useMemo, useRef } from "react";
import { useLocation } from "wouter";
import type { PhotoList } from "../../../app/api/photos.ts";
import type { PhotoSource } from "../../api/photos.ts";
import { texts } from "../../texts/texts.ts";
import { ContextMenu } from "../context-menu.tsx";
import { DateScrubber } from "./date-scrubber.tsx";
import { GridRows } from "./grid-rows.tsx";
import styles from "./photo-grid.module.css";
import { PhotoSelectionBar, type PhotoActions } from "./photo-selection-bar.tsx";
import { photoAddress, writeSource } from "./photo-source.ts";
import { rowOfPhoto } from "./rows.ts";
import { monthsOf } from "./scrubber-scale.ts";
import { useCaptions } from "./use-captions.ts";
import { useGridKeys } from "./use-grid-keys.ts";
import { useGridRows } from "./use-grid-rows.ts";
import { useGridSelection } from "./use-grid-selection.ts";
import { usePhotoMenu, type PhotoMenuItems } from "./use-photo-menu.tsx";
import { useStackMembers } from "./use-stack-members.ts";
import { useSteadyScroll } from "./use-steady-scroll.ts";

interface PhotoGridProps {
  readonly layout: PhotoList;
  /** What the layout is of; next and previous go through it, and the place in it is remembered. */
  readonly source: PhotoSource;
  /** Default: opens the photo. */
  readonly onOpen?: (photoId: number) => void;
  readonly actions?: PhotoActions;
  /** More lines of the menu of chosen photos; null = photos are only to be opened here, without a menu. */
  readonly menuOf?: PhotoMenuItems | null;
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
  const { layout, source, actions, menuOf, rowHeight = 190, label = texts.photoGrid.photos } = props;
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
  const items = virtualizer.getVirtualItems();
  const captions = useCaptions(ids, {
    first: rows[items[0]?.index ?? 0]?.first ?? 0,
    end: rows[items.at(-1)?.index ?? 0]?.end ?? 0,
    isWanted: !virtualizer.isScrolling,
  });
  const members = useStackMembers(layout);
  const idOfTile = useCallback((photoId: number) => tileId(idPrefix, photoId), [idPrefix]);
  const menu = usePhotoMenu({
    scroller,
    choice,
    activeId,
    captions,
    onOpen,
    idOfTile,
    members,
    itemsOf: menuOf,
  });
  const months = useMemo(() => monthsOf(rows), [rows]);
  const viewportHeight = virtualizer.scrollRect?.height ?? 0;
  const hasScrubber = months.length > 1;
  const grid = (
    <div
      ref={scroller}
      className={styles["scroller"]}
      data-scrubber={hasScrubber || undefined}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-multiselectable
      aria-rowcount={rows.length}
      aria-activedescendant={activeId === null ? undefined : idOfTile(activeId)}
      onContextMenuCapture={menu.onContextMenu}
    >
      <GridRows
        {...{ rows, layout, choice, onOpen, items, captions, members }}
        height={virtualizer.getTotalSize()}
        tileId={idOfTile}
      />
    </div>
  );
  return (
    <div className={styles["frame"]}>
      {menuOf === null ? grid : <ContextMenu items={menu.items}>{grid}</ContextMenu>}
      {menu.dialogs}
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
        <PhotoSelectionBar {...{ layout, choice, members, actions }} canStack={menuOf !== null} />
      )}
    </div>
  );
}

/** Room for the selection bar below the last row, in CSS pixels. */
const bottomPadding = 88;

function tileId(prefix: string, photoId: number): string {
  return `${prefix}-photo-${String(photoId)}`;
}
