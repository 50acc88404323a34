/** Pixels a frame: a thousand photos in a few seconds. */
const stepPx = 120;

/** How the list is scrolled. */
export interface Scrolling {
  readonly lastsMs: number;
  readonly px: number;
}

/** Scrolling for this long. */
export function scrollingFor(lastsMs: number): Scrolling {
  return { lastsMs, px: stepPx };
}

/**
 * Runs in the page: scrolls through its longest list, frame by frame, down and up again. Returns in how many frames a part
 * of the list that can be seen was empty.
 */
export async function scrollList({ lastsMs, px }: Scrolling): Promise<number> {
  const list = [...document.querySelectorAll<HTMLElement>("main *")]
    .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1_000)
    .sort((a, b) => b.scrollHeight - a.scrollHeight)[0];
  if (list === undefined) throw new Error("Nothing can be scrolled.");
  const end = performance.now() + lastsMs;
  let direction = 1;
  let empty = 0;
  while (performance.now() < end) {
    const { scrollTop, scrollHeight, clientHeight } = list;
    if (scrollTop + clientHeight >= scrollHeight - 1) direction = -1;
    if (scrollTop <= 0) direction = 1;
    list.scrollTop += direction * px;
    await new Promise(requestAnimationFrame);
    const frame = list.getBoundingClientRect();
    const middle = document.elementsFromPoint(frame.left + 40, frame.top + frame.height / 2);
    if (middle[0] === list && middle.length > 0) empty += 1;
  }
  return empty;
}
