import type { CDPSession, Page } from "playwright";
import { scrollingFor, scrollList } from "./scroll-list.ts";

const tracedMs = 10_000;

interface TraceEvent {
  readonly name: string;
}

/** Scrolls through all photos, frame by frame, and counts what Chromium's trace says of it. */
export async function measureScrolling(page: Page): Promise<Record<string, number>> {
  await page.getByRole("navigation").getByRole("link", { name: "Photos" }).click();
  await page.locator("main img").first().waitFor();
  const session = await page.context().newCDPSession(page);
  const { events, result } = await traced(
    session,
    async () => await page.evaluate(scrollList, scrollingFor(tracedMs)),
  );
  return {
    "frames drawn in 10 s": events.filter(({ name }) => name === "DrawFrame").length,
    "frames dropped in 10 s": events.filter(({ name }) => name === "DroppedFrame").length,
    "frames in which a visible row had no photo": result,
  };
}

async function traced<Result>(session: CDPSession, work: () => Promise<Result>) {
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: {
      includedCategories: ["devtools.timeline.frame", "disabled-by-default-devtools.timeline.frame"],
    },
  });
  const result = await work();
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await complete;
  return { events, result };
}
