import type { Page } from "playwright";
import { processTimes, type ProcessTimes } from "./process-time.ts";

/** What the live page did for some seconds. */
export interface PageFigures {
  readonly framesPerSecond: number;
  readonly leastInASecond: number;
  /** From taking the picture to having its answer. */
  readonly latencyMs: { readonly median: number; readonly p95: number };
  /** Means over the answered pictures. */
  readonly faces: number;
  readonly named: number;
  /** Processor's time a picture, in milliseconds; null where it cannot be told. */
  readonly processorMs: ProcessTimes | null;
}

/** One answered picture, by the clock of the page. */
interface Answered {
  readonly takenAtMs: number;
  readonly answeredAtMs: number;
  readonly faces: number;
  readonly named: number;
}

interface Watched {
  answered: Answered[];
  takenAtMs: number;
}

/** In the page: notes when a picture is taken (it is encoded right after) and when its answer is there. */
function watch(): void {
  const watched: Watched = { answered: [], takenAtMs: 0 };
  Object.assign(window, { watched });
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const encode = OffscreenCanvas.prototype.convertToBlob;
  OffscreenCanvas.prototype.convertToBlob = async function (options) {
    watched.takenAtMs = performance.now();
    return await encode.call(this, options);
  };
  const ask = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    const { takenAtMs } = watched;
    const answer = await ask(input, init);
    if (!address.endsWith("/frames")) return answer;
    const { faces } = (await answer.clone().json()) as {
      faces: readonly { readonly identity: { readonly kind: string } }[] | null;
    };
    if (faces === null) return answer;
    const named = faces.filter(({ identity: { kind } }) => kind === "known" || kind === "likely").length;
    watched.answered.push({ takenAtMs, answeredAtMs: performance.now(), faces: faces.length, named });
    return answer;
  };
}

/** Opens the page, starts the camera, and watches it for some seconds from the first name on. */
export async function measurePage(page: Page, address: string, seconds: number): Promise<PageFigures> {
  await page.addInitScript(watch);
  await page.goto(address);
  await page.goto(new URL("/live", address).href);
  await page.getByRole("button", { name: "Start camera" }).click();
  await page.locator("[data-kind=known]").first().waitFor();
  const before = processTimes();
  const { answered, lastMs } = await page.evaluate(async (ms) => {
    const { watched } = window as unknown as { watched: Watched };
    watched.answered = [];
    const firstMs = performance.now();
    await new Promise((resolve) => setTimeout(resolve, ms));
    return { answered: watched.answered, lastMs: performance.now() - firstMs };
  }, seconds * 1_000);
  const after = processTimes();
  await page.getByRole("button", { name: "Stop camera" }).click();
  return figuresOf(answered, lastMs / 1_000, before === null || after === null ? null : { before, after });
}

function figuresOf(
  answered: readonly Answered[],
  seconds: number,
  times: { readonly before: ProcessTimes; readonly after: ProcessTimes } | null,
): PageFigures {
  const [first] = answered;
  if (first === undefined) throw new Error("No picture was answered.");
  const latencies = answered
    .map(({ takenAtMs, answeredAtMs }) => answeredAtMs - takenAtMs)
    .sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  const bySecond = Map.groupBy(answered, ({ answeredAtMs }) =>
    Math.floor((answeredAtMs - first.answeredAtMs) / 1_000),
  );
  const whole = Math.floor(seconds) - 1;
  const mean = (valueOf: (frame: Answered) => number) =>
    answered.reduce((sum, frame) => sum + valueOf(frame), 0) / answered.length;
  const perFrame = (name: keyof ProcessTimes) =>
    times === null ? 0 : (times.after[name] - times.before[name]) / answered.length;
  return {
    framesPerSecond: answered.length / seconds,
    leastInASecond: Math.min(
      ...Array.from({ length: whole }, (_, second) => bySecond.get(second)?.length ?? 0),
    ),
    latencyMs: { median: at(0.5), p95: at(0.95) },
    faces: mean(({ faces }) => faces),
    named: mean(({ named }) => named),
    processorMs:
      times === null
        ? null
        : { eye: perFrame("eye"), server: perFrame("server"), browser: perFrame("browser") },
  };
}
