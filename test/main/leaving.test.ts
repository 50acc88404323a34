import { describe, expect, it, vi } from "vitest";
import { closingWindow } from "../../main/closing.ts";
import { isNotified, progressBarOf, progressText } from "../../main/progress.ts";
import { restartDelayMs } from "../../main/restart-delay.ts";
import { stopWithWord } from "../../main/stop-with-word.ts";

describe("closing the window", () => {
  it("only hides it while photos are looked at, unless the user quits", () => {
    expect(closingWindow({ isBusy: true, isQuitting: false })).toBe("hide");
    expect(closingWindow({ isBusy: true, isQuitting: true })).toBe("close");
    expect(closingWindow({ isBusy: false, isQuitting: false })).toBe("close");
  });
});

describe("quitting", () => {
  const never = async () => await new Promise<never>(() => undefined);

  it("says nothing when the server ends soon", async () => {
    const tell = vi.fn(never);
    await stopWithWord({
      stop: async () => {
        await Promise.resolve();
      },
      kill: vi.fn(),
      tell,
      patienceMs: 0,
    });
    expect(tell).not.toHaveBeenCalled();
  });

  it("tells what it waits for, and takes the word away when the server has ended", async () => {
    const told = Promise.withResolvers<AbortSignal>();
    const ended = Promise.withResolvers<undefined>();
    const kill = vi.fn();
    const stopping = stopWithWord({
      stop: async () => {
        await ended.promise;
      },
      kill,
      tell: async (signal) => {
        told.resolve(signal);
        await new Promise((resolve) => {
          signal.addEventListener("abort", resolve);
        });
        return "gone";
      },
      patienceMs: 0,
    });

    const signal = await told.promise;
    expect(signal.aborted).toBe(false);
    ended.resolve(undefined);
    await stopping;
    expect(signal.aborted).toBe(true);
    expect(kill).not.toHaveBeenCalled();
  });

  it("does not wait when the user does not want to", async () => {
    const ended = Promise.withResolvers<undefined>();
    await stopWithWord({
      stop: async () => {
        await ended.promise;
      },
      kill: () => {
        ended.resolve(undefined);
      },
      tell: async () => await Promise.resolve("quit now"),
      patienceMs: 0,
    });
  });
});

describe("progress outside of the window", () => {
  it("is a part of the whole, without an end while the whole is not known, and nothing when nothing goes on", () => {
    const activity = { title: "Finding faces", done: 1_200, total: 4_800 };
    expect([progressBarOf(activity), progressText(activity)]).toEqual([
      0.25,
      "Finding faces: 1,200 of 4,800",
    ]);
    const looking = { title: "Looking for photos", done: 0, total: null };
    expect([progressBarOf(looking), progressText(looking)]).toEqual([2, "Looking for photos"]);
    expect(progressBarOf({ title: "", done: 0, total: 0 })).toBe(2);
    expect(progressBarOf({ title: "", done: 7, total: 5 })).toBe(1);
    expect(progressBarOf(null)).toBe(-1);
  });
});

describe("the end of a scan", () => {
  it("is a notification when it took a while or failed, and the user looks at something else", () => {
    const long = { hasFailed: false, tookMs: 60_000 };
    expect([isNotified(long, false), isNotified(long, true)]).toEqual([true, false]);
    expect(isNotified({ hasFailed: false, tookMs: 500 }, false)).toBe(false);
    expect(isNotified({ hasFailed: true, tookMs: 500 }, false)).toBe(true);
  });
});

describe("starting the server again", () => {
  it("comes at once, then later and later, but never much later", () => {
    expect([1, 2, 3, 4, 5, 50].map(restartDelayMs)).toEqual([100, 400, 1_600, 6_400, 10_000, 10_000]);
  });
});
