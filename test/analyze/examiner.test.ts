import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createExaminer, type ExaminerOptions } from "../../app/analyze/examiner.ts";
import { PhotoError } from "../../app/photo/photo-error.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { isRunning, waitUntil } from "./processes.ts";
import { noNetworks, processIdsIn } from "./scripted-process.ts";

/** An examiner whose processes do what the names of photos say; ended with the test. */
function scriptedExaminer(options: Omit<ExaminerOptions, "entry"> = {}) {
  const folder = temporaryFolder();
  const entry = new URL("./fixtures/scripted-examiner.ts", import.meta.url);
  const examiner = createExaminer({ entry, ...options });
  onTestFinished(examiner.close);
  return {
    close: examiner.close,
    examine: async (name: string, networks = noNetworks) =>
      await examiner.examine(networks, { from: "file", path: join(folder, name) }, null),
    processIds: () => processIdsIn(join(folder, "log")),
  };
}

const ok = { width: 40, height: 30, faces: [] };

describe("a photo that the examiner", () => {
  test.each([
    ["crashes on", "a.abort.jpg", "The program that reads photos crashed on this file. It may be damaged."],
    ["ends on", "a.exit.jpg", "The program that reads photos crashed on this file. It may be damaged."],
    ["answers with nonsense", "a.nonsense.jpg", /made no sense of this file/],
    ["answers for another one", "a.other.jpg", /made no sense of this file/],
    ["hangs on", "a.hang.jpg", "It takes too long to read. The file may be damaged."],
  ])("%s is refused alone; the next ones get another process", async (_what, name, reason) => {
    // Far longer than it takes to start a process and to answer, also on a machine under load.
    const { examine, processIds } = scriptedExaminer(name.includes("hang") ? { timeoutMs: 15_000 } : {});

    // All are asked for at once: the one before and those behind are not blamed.
    const [before, refused, behind, last] = await Promise.allSettled(
      ["0.ok.jpg", name, "b.ok.jpg", "c.ok.jpg"].map(async (photo) => await examine(photo)),
    );

    expect(before).toMatchObject({ status: "fulfilled", value: ok });
    expect(refused?.status === "rejected" && refused.reason).toBeInstanceOf(PhotoError);
    await expect(
      refused?.status === "rejected" ? Promise.reject(refused.reason as Error) : null,
    ).rejects.toThrow(reason);
    expect(behind).toMatchObject({ status: "fulfilled", value: ok });
    expect(last).toMatchObject({ status: "fulfilled", value: ok });
    const [first = 0, second, third = 0, fourth] = processIds();
    expect([second, fourth]).toEqual([first, third]);
    expect(third).not.toBe(first);
    await waitUntil("the process that failed ends", () => !isRunning(first));
  });

  test("finds fault with is refused in its words, and kills nothing", async () => {
    const { examine, processIds } = scriptedExaminer();

    await expect(examine("a.broken.jpg")).rejects.toThrow(new PhotoError("damaged", "It is no photo."));
    await expect(examine("b.models.jpg")).rejects.not.toBeInstanceOf(PhotoError);
    await examine("c.ok.jpg");

    expect(new Set(processIds()).size).toBe(1);
  });
});

test("an examiner that nobody needs ends, and another is started when one is needed", async () => {
  const { examine, processIds } = scriptedExaminer({ keptForMs: 50 });
  await examine("a.ok.jpg");
  const [first = 0] = processIds();
  await waitUntil("the idle process ends", () => !isRunning(first));

  expect(await examine("b.ok.jpg")).toMatchObject(ok);

  expect(processIds()[1]).not.toBe(first);
});

test("other models get another process", async () => {
  const { examine, processIds } = scriptedExaminer();
  await examine("a.ok.jpg");
  await examine("b.ok.jpg", { ...noNetworks, detector: { kind: "yunet", path: "none" } });

  const [first = 0, second] = processIds();
  expect(second).not.toBe(first);
  await waitUntil("the process of the models before ends", () => !isRunning(first));
});

test("closing refuses what is in work and what waits, and ends the process", async () => {
  const { examine, close, processIds } = scriptedExaminer();
  const asked = Promise.allSettled([examine("a.hang.jpg"), examine("b.ok.jpg")]);
  await waitUntil("the first photo is in work", () => processIds().length === 1);

  close();

  for (const outcome of await asked) {
    expect(outcome).toMatchObject({ status: "rejected", reason: { message: "Familiar is closing." } });
  }
  const [processId = 0] = processIds();
  await waitUntil("the process ends", () => !isRunning(processId));
  expect(processIds()).toHaveLength(1);
});
