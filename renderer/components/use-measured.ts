import { useCallback, useSyncExternalStore, type RefObject } from "react";

/** A number read from an element, anew whenever its size changes; 0 until it is there. Known before the first paint. */
export function useMeasured(
  element: RefObject<HTMLElement | null>,
  read: (element: HTMLElement) => number,
): number {
  const subscribe = useCallback((onChange: () => void) => observeSize(element, onChange), [element]);
  return useSyncExternalStore(subscribe, () => (element.current === null ? 0 : read(element.current)));
}

function observeSize({ current }: RefObject<HTMLElement | null>, onChange: () => void): () => void {
  if (current === null) return () => undefined;
  const observer = new ResizeObserver(onChange);
  observer.observe(current);
  return () => {
    observer.disconnect();
  };
}

/** Inside of its border, in CSS pixels. */
export function widthOf(element: HTMLElement): number {
  return element.clientWidth;
}

/** Where what follows it begins, in CSS pixels from the top of what scrolls. */
export function bottomOf(element: HTMLElement): number {
  return element.offsetTop + element.offsetHeight;
}
