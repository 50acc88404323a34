import { useVirtualizer } from "@tanstack/react-virtual";
import { Check } from "lucide-react";
import {
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from "react";
import { texts } from "../../texts/texts.ts";
import { FacePicture } from "../face-picture.tsx";
import { bottomOf, useMeasured, widthOf } from "../use-measured.ts";
import styles from "./face-grid.module.css";
import { gridRows, moveInGrid, type GridMove, type GridSection } from "./grid-rows.ts";
import type { SelectionOf } from "./use-selection.ts";

/** A face in a grid. */
export interface GridFace {
  readonly id: number;
  readonly photoId: number;
  /** Below the picture: "98 %"; null = nothing. */
  readonly note: string | null;
}

interface FaceGridProps {
  /** What is shown, for screen readers: "Faces of Anna". */
  readonly label: string;
  readonly sections: readonly GridSection<GridFace>[];
  readonly selection: SelectionOf;
  /** Enter, or a double click: usually shows the photo. */
  readonly onOpen: (face: GridFace) => void;
  /** Wraps a tile, for example with a menu. Gets the faces that are meant: all selected, when it is one of them. */
  readonly renderAround?: (tile: ReactNode, face: GridFace) => ReactNode;
  /** Side of a picture, CSS pixels. */
  readonly size?: number;
  /** Scrolls with the faces, above them. */
  readonly header?: ReactNode;
}

const gap = 12;
const headingHeight = 44;
const noteHeight = 22;

/**
 * Faces in rows; only those in sight are in the page. Click, Space or Shift select; arrows, Home, End and Page keys move;
 * Ctrl+A selects all, Escape nothing; Enter or a double click opens. Fills what contains it, and scrolls.
 */
export function FaceGrid(props: FaceGridProps) {
  const { label, sections, selection, onOpen, renderAround, size = 112 } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const above = useRef<HTMLDivElement>(null);
  const width = useMeasured(list, widthOf);
  const scrollMargin = useMeasured(above, bottomOf);
  const id = useId();
  const [cursor, setCursor] = useState(0);
  const columns = Math.max(1, Math.floor((width + gap) / (size + gap)));
  const rows = useMemo(() => gridRows(sections, columns), [sections, columns]);
  const faces = useMemo(() => sections.flatMap(({ items }) => items), [sections]);
  const hasNotes = faces.some(({ note }) => note !== null);
  const rowHeight = size + gap + (hasNotes ? noteHeight : 0);
  const heightOf = (at: number) => (rows[at]?.kind === "heading" ? headingHeight : rowHeight);
  // The library changes its object in place, so the compiler of React leaves this component as it is: nothing is memoized.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: heightOf,
    getItemKey: (at) => rows[at]?.key ?? at,
    overscan: 4,
    scrollMargin,
  });
  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, rows, rowHeight]);

  const place = Math.min(cursor, Math.max(0, faces.length - 1));
  const current = faces[place];
  const goTo = (next: number) => {
    setCursor(next);
    const row = rows.findIndex((line) => line.kind === "items" && next < line.start + line.items.length);
    if (row !== -1) virtualizer.scrollToIndex(row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (current === undefined) return;
    const move = moves[event.key];
    if (move !== undefined && !event.altKey) {
      const rowsPerPage = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight));
      const next = moveInGrid(rows, place, move, rowsPerPage);
      goTo(next);
      const face = faces[next];
      if (event.shiftKey && face !== undefined) {
        if (selection.ids.length === 0) selection.toggle(current.id);
        selection.extendTo(face.id);
      }
    } else if (event.key === " ") {
      if (event.shiftKey) selection.extendTo(current.id);
      else selection.toggle(current.id);
    } else if (event.key === "Enter") onOpen(current);
    else if (event.key === "Escape" && selection.ids.length > 0) selection.clear();
    else if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) selection.selectAll();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent, face: GridFace, at: number) => {
    setCursor(at);
    // The second click of a double click would take back what the first one did after the photo is open.
    if (event.shiftKey) selection.extendTo(face.id);
    else selection.toggle(face.id);
  };

  return (
    <div ref={scroller} className={styles["scroller"]}>
      <div ref={above}>{props.header}</div>
      <div
        ref={list}
        role="grid"
        aria-multiselectable
        aria-label={label}
        aria-rowcount={rows.length}
        aria-colcount={columns}
        aria-activedescendant={current === undefined ? undefined : `${id}-${String(current.id)}`}
        tabIndex={0}
        className={styles["list"]}
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const top = item.start - scrollMargin;
          if (row.kind === "heading") {
            return (
              <div
                key={item.key}
                role="row"
                aria-rowindex={item.index + 1}
                className={styles["heading"]}
                style={{ height: item.size, transform: `translateY(${String(top)}px)` }}
              >
                <span role="rowheader">{row.section.title}</span>
              </div>
            );
          }
          return (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 1}
              className={styles["row"]}
              style={{ height: item.size, transform: `translateY(${String(top)}px)`, gap }}
            >
              {row.items.map((face, column) => {
                const at = row.start + column;
                const tile = (
                  <div
                    key={face.id}
                    id={`${id}-${String(face.id)}`}
                    role="gridcell"
                    aria-selected={selection.has(face.id)}
                    aria-colindex={column + 1}
                    aria-label={nameOf(face, at)}
                    data-current={at === place || undefined}
                    className={styles["tile"]}
                    style={{ width: size }}
                    onClick={(event) => {
                      onClick(event, face, at);
                    }}
                    onDoubleClick={() => {
                      onOpen(face);
                    }}
                  >
                    <span className={styles["picture"]}>
                      <FacePicture faceId={face.id} name="" size={size} />
                      <span className={styles["check"]} aria-hidden>
                        <Check size={14} strokeWidth={3} />
                      </span>
                    </span>
                    {face.note !== null && <span className={styles["note"]}>{face.note}</span>}
                  </div>
                );
                return renderAround === undefined ? tile : renderAround(tile, face);
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function nameOf(face: GridFace, at: number): string {
  const name = texts.people.faceNumber(at + 1);
  return face.note === null ? name : `${name}, ${face.note}`;
}

const moves: Readonly<Partial<Record<string, GridMove>>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "start",
  End: "end",
  PageUp: "page-up",
  PageDown: "page-down",
};
