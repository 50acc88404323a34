import { readFile } from "node:fs/promises";
import type { CDPSession, Page } from "playwright";

/** Pixels a frame: a thousand photos in a few seconds. */
const stepPx = 120;

/** How long a trace is taken; the rest of the scrolling is for the memory. */
const tracedMs = 10_000;

interface TraceEvent {
  readonly name: string;
}

/** Scrolls through all photos, frame by frame, down and up again, for some minutes. */
export async function measureScrolling(
  page: Page,
  { minutes }: { readonly minutes: number },
): Promise<Record<string, number>> {
  await page.getByRole("navigation").getByRole("link", { name: "Photos" }).click();
  await page.locator("main img").first().waitFor();
  const session = await page.context().newCDPSession(page);
  const before = await heapMiB(session);
  const events = await traced(session, async () => await scroll(page, tracedMs));
  const emptyRows = await scroll(page, Math.max(0, minutes * 60_000 - tracedMs));
  return {
    "frames drawn in 10 s": events.filter(({ name }) => name === "DrawFrame").length,
    "frames dropped in 10 s": events.filter(({ name }) => name === "DroppedFrame").length,
    "frames in which a visible row had no photo": emptyRows,
    "JavaScript heap before, MiB": before,
    [`JavaScript heap after ${minutes} min of scrolling, MiB`]: await heapMiB(session),
    "memory of the page's process, MiB": await processMiB(page),
  };
}

/** Returns in how many frames a part of the list that can be seen was empty. */
async function scroll(page: Page, durationMs: number): Promise<number> {
  return await page.evaluate(
    async ({ lastsMs, px }) => {
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
    },
    { lastsMs: durationMs, px: stepPx },
  );
}

async function traced(session: CDPSession, work: () => Promise<unknown>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: {
      includedCategories: ["devtools.timeline.frame", "disabled-by-default-devtools.timeline.frame"],
    },
  });
  await work();
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await complete;
  return events;
}

async function heapMiB(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize / 2 ** 20;
}

/** Of the page's process: heap, pictures, and the browser's own parts in it; NaN where the system does not tell. */
async function processMiB(page: Page): Promise<number> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  if (session === undefined || process.platform !== "linux") return NaN;
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const sizes = await Promise.all(
    processInfo
      .filter(({ type }) => type === "renderer")
      .map(async ({ id }) => {
        const text = await readFile(`/proc/${id}/smaps_rollup`, "utf8");
        return Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0) / 1024;
      }),
  );
  return Math.max(...sizes);
}
