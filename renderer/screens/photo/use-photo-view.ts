import { useCallback, useEffect, useRef, useState, type PointerEvent, type RefObject } from "react";
import {
  between,
  fitted,
  keepOnStage,
  naturalZoom,
  pan,
  zoomAt,
  type Point,
  type Rectangle,
  type Size,
  type View,
} from "./photo-view.ts";

/** What pointers and keys do with a photo on its stage. */
export interface PhotoView {
  readonly view: View;
  readonly zoomBy: (factor: number) => void;
  readonly fit: () => void;
  readonly toggleNatural: (at?: Point) => void;
  readonly panBy: (by: Point) => void;
  /** What is being drawn, in CSS pixels of the stage. */
  readonly drawn: Rectangle | null;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerCancel: (event: PointerEvent<HTMLElement>) => void;
    readonly onDoubleClick: (event: { clientX: number; clientY: number; target: EventTarget }) => void;
  };
}

interface ViewOptions {
  readonly photo: Size;
  readonly stage: Size;
  /** A drag draws a face and does not move the photo. With Ctrl it always does. */
  readonly isDrawing: boolean;
  readonly onDrawn: (drawn: Rectangle) => void;
}

/** Shorter is a click. */
const shortestDragPx = 6;

/** Zoom and place of one photo, and the rectangle that is drawn on it. */
export function usePhotoView(element: RefObject<HTMLElement | null>, options: ViewOptions): PhotoView {
  const { photo, stage, isDrawing, onDrawn } = options;
  const [wanted, setView] = useState<View>(fitted);
  const [drawn, setDrawn] = useState<Rectangle | null>(null);
  const pointers = useRef(new Map<number, Point>());
  const drawFrom = useRef<Point | null>(null);
  const view = keepOnStage(wanted, photo, stage);
  useWheel(element, (factor, at) => {
    setView((before) => zoomAt(before, factor, at, photo, stage));
  });

  const pointOf = useCallback(
    ({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Point => {
      const edge = element.current?.getBoundingClientRect();
      return { x: clientX - (edge?.left ?? 0), y: clientY - (edge?.top ?? 0) };
    },
    [element],
  );
  const middle = { x: stage.width / 2, y: stage.height / 2 };
  const toggleNatural = (at: Point = middle) => {
    setView((before) =>
      before.zoom > 1
        ? fitted
        : zoomAt(before, naturalZoom(photo, stage, window.devicePixelRatio), at, photo, stage),
    );
  };
  const end = (event: PointerEvent<HTMLElement>, isDone: boolean) => {
    pointers.current.delete(event.pointerId);
    const from = drawFrom.current;
    drawFrom.current = null;
    setDrawn(null);
    if (from === null || !isDone) return;
    const rectangle = between(from, pointOf(event));
    if (Math.min(rectangle.width, rectangle.height) >= shortestDragPx) onDrawn(rectangle);
  };

  return {
    view,
    drawn,
    toggleNatural,
    zoomBy: (factor) => {
      setView((before) => zoomAt(before, factor, middle, photo, stage));
    },
    fit: () => {
      setView(fitted);
    },
    panBy: (by) => {
      setView((before) => pan(before, by, photo, stage));
    },
    handlers: {
      onPointerDown: (event) => {
        if (event.button !== 0 || isOnControl(event.target)) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const point = pointOf(event);
        pointers.current.set(event.pointerId, point);
        if (isDrawing || event.ctrlKey || event.metaKey) drawFrom.current = point;
      },
      onPointerMove: (event) => {
        const before = pointers.current.get(event.pointerId);
        if (before === undefined) return;
        const point = pointOf(event);
        if (drawFrom.current !== null) {
          setDrawn(between(drawFrom.current, point));
          return;
        }
        const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
        pointers.current.set(event.pointerId, point);
        if (other === undefined) {
          const by = { x: point.x - before.x, y: point.y - before.y };
          setView((now) => pan(now, by, photo, stage));
        } else {
          const factor = distance(point, other) / Math.max(1, distance(before, other));
          setView((now) => zoomAt(now, factor, midpoint(point, other), photo, stage));
        }
      },
      onPointerUp: (event) => {
        end(event, true);
      },
      onPointerCancel: (event) => {
        end(event, false);
      },
      onDoubleClick: (event) => {
        if (!isOnControl(event.target)) toggleNatural(pointOf(event));
      },
    },
  };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function midpoint(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function isOnControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest("button, a, input, video, [data-card]") !== null;
}

/** A listener of its own, as React's cannot keep the page from zooming with Ctrl and the wheel, or a pinch. */
function useWheel(element: RefObject<HTMLElement | null>, zoom: (factor: number, at: Point) => void): void {
  const latest = useRef(zoom);
  useEffect(() => {
    latest.current = zoom;
  });
  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    const listener = (event: WheelEvent) => {
      event.preventDefault();
      const edge = current.getBoundingClientRect();
      // A pinch on a touchpad comes as small steps with Ctrl.
      const rate = event.ctrlKey ? 0.01 : 0.0015;
      const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1);
      latest.current(Math.exp(-pixels * rate), { x: event.clientX - edge.left, y: event.clientY - edge.top });
    };
    current.addEventListener("wheel", listener, { passive: false });
    return () => {
      current.removeEventListener("wheel", listener);
    };
  }, [element]);
}
