import { useLayoutEffect, useMemo, useState, type RefObject } from "react";
import type { PhotoLayout } from "../../../app/search/photo-layout.ts";
import { makeRowsThatFit, type GridRow } from "./rows.ts";

/** Between photos, in CSS pixels. */
export const gap = 4;

const headingHeight = 52;

/** The rows of a layout for the width that there is; none until the width is known. */
export function useGridRows(
  layout: Pick<PhotoLayout, "ids" | "ratios" | "months">,
  scroller: RefObject<HTMLElement | null>,
  rowHeight: number,
): readonly GridRow[] {
  const width = useInnerWidth(scroller);
  return useMemo(
    () =>
      width === 0
        ? []
        : makeRowsThatFit(layout, {
            ...{ width, gap, headingHeight },
            // A narrow window still shows about three photos beside each other.
            targetHeight: Math.min(rowHeight, width / 3),
          }),
    [layout, width, rowHeight],
  );
}

function useInnerWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const measure = () => {
      const { paddingLeft, paddingRight } = getComputedStyle(current);
      setWidth(Math.max(0, current.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => {
      observer.disconnect();
    };
  }, [element]);
  return width;
}
