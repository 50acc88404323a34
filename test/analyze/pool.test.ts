import { createHash } from "node:crypto";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import type { AnalysisOutcome } from "../../app/analyze/outcomes.ts";
import { AnalyzerStartError } from "../../app/analyze/pool.ts";
import { isRunning, waitUntil } from "./processes.ts";
import { type LogLine, scriptedPool } from "./scripted-pool.ts";

/** What the scripted analyzer says of a file. */
function fileOf(name: string) {
  const digest = createHash("sha256").update(name).digest();
  return { contentHash: new Uint8Array(digest), sizeBytes: 7, modifiedAtMs: 1.5 };
}

/** Outcomes with the bytes of a hash as a plain array, whatever class they came in. */
function plain(outcome: AnalysisOutcome | undefined): unknown {
  if (outcome === undefined || outcome.kind === "cancelled" || outcome.file === null) return outcome;
  return { ...outcome, file: { ...outcome.file, contentHash: new Uint8Array(outcome.file.contentHash) } };
}

function kindsOf(outcomes: readonly AnalysisOutcome[]): string[] {
  return outcomes.map(({ kind }) => kind);
}

const crashed = (ending: string) => `The program that reads photos crashed (${ending}).`;

describe("photos that go well", () => {
  test("come back with every number that the analyzer sent", async () => {
    const { analyse } = scriptedPool();
    const [outcome] = await analyse("a.ok.jpg");
    expect(plain(outcome)).toEqual({
      kind: "analysed",
      file: fileOf("a.ok.jpg"),
      photo: {
        ...{ format: "jpeg", width: 40, height: 30, orientation: 6, takenAt: "2026-11-23T20:31:55" },
        ...{ takenAtOffset: null, cameraMake: "Canon", cameraModel: null, latitude: 47.5, longitude: 8.25 },
      },
      faces: [
        {
          ...{ x: -1, y: 2.5, width: 10, height: 12, score: 0.75, quality: 0.5, sharpness: 120, yaw: -0.25 },
          landmarks: Float32Array.of(1.5, 2.5),
          embedding: Float32Array.of(0.6, 0.8),
        },
      ],
      stageMs: { decode: 1.25 },
    });
  });

  test("keep two photos in work in every process, and no more", async () => {
    const { pool, analyse, log, openGate } = scriptedPool({ processes: 2 });
    expect(pool.capacity).toBe(4);
    const outcomes = analyse(...[1, 2, 3, 4, 5, 6].map((number) => `${number}.gated.jpg`));
    const startsOf = () => pool.processIds.map((id) => log().filter((line) => line.processId === id).length);
    await waitUntil("two photos in each process", () => log().length === 4);
    expect(startsOf()).toEqual([2, 2]);
    openGate();
    expect(kindsOf(await outcomes)).toEqual(Array.from({ length: 6 }, () => "analysed"));
  });

  test("are skipped when their content is not wanted, told by content and path", async () => {
    const asked: unknown[] = [];
    const { analyse } = scriptedPool({
      isWanted: (file, path) => {
        asked.push({ ...file, contentHash: new Uint8Array(file.contentHash), name: basename(path) });
        return basename(path) !== "b.ok.jpg";
      },
    });
    const outcomes = await analyse("a.ok.jpg", "b.ok.jpg");
    expect(kindsOf(outcomes)).toEqual(["analysed", "skipped"]);
    expect(plain(outcomes[1])).toEqual({ kind: "skipped", file: fileOf("b.ok.jpg") });
    expect(asked).toEqual([
      { ...fileOf("a.ok.jpg"), name: "a.ok.jpg" },
      { ...fileOf("b.ok.jpg"), name: "b.ok.jpg" },
    ]);
  });
});

test("a photo at fault fails with the analyzer's words, and kills nothing", async () => {
  const { pool, analyse } = scriptedPool();
  await analyse("a.ok.jpg");
  const before = pool.processIds;
  const outcomes = await analyse("b.damaged.jpg", "c.vanished.jpg");
  expect(outcomes.map(plain)).toEqual([
    { kind: "failed", file: fileOf("b.damaged.jpg"), reason: "It is damaged.", isLasting: true },
    { kind: "failed", file: null, reason: "It is gone.", isLasting: false },
  ]);
  expect(pool.processIds).toEqual(before);
});

describe("an analyzer that dies", () => {
  test("gives its photo a second try, which is enough when it was not the photo's fault", async () => {
    const { analyse, story } = scriptedPool();
    const outcomes = await analyse("a.abort-once.jpg", "b.company.jpg");
    expect(kindsOf(outcomes)).toEqual(["analysed", "analysed"]);
    expect(story()).toEqual([
      "1 start a.abort-once.jpg",
      "1 start b.company.jpg",
      "1 crash a.abort-once.jpg",
      "2 start a.abort-once.jpg",
      "2 end a.abort-once.jpg",
      "2 start b.company.jpg",
      "2 end b.company.jpg",
    ]);
  });

  test("twice over a photo sets it aside; what was beside it runs alone too, and is not blamed", async () => {
    const { analyse, story } = scriptedPool();
    const outcomes = await analyse("a.abort.jpg", "b.company.jpg", "c.ok.jpg");
    expect(kindsOf(outcomes)).toEqual(["crashed", "analysed", "analysed"]);
    expect(plain(outcomes[0])).toEqual({
      kind: "crashed",
      file: fileOf("a.abort.jpg"),
      reason: crashed("signal SIGABRT"),
    });
    expect(story()).toEqual([
      "1 start a.abort.jpg",
      "1 start b.company.jpg",
      "1 crash a.abort.jpg",
      "2 start a.abort.jpg",
      "2 crash a.abort.jpg",
      "3 start b.company.jpg",
      "3 end b.company.jpg",
      "3 start c.ok.jpg",
      "3 end c.ok.jpg",
    ]);
  });

  test.each([
    ["a.segv.jpg", crashed("signal SIGSEGV"), {}],
    ["a.exit.jpg", crashed("exit code 3"), {}],
    // Far longer than its companions take, also on a machine under load.
    [
      "a.hang.jpg",
      "It takes too long to read: more than 15 s. The file may be damaged.",
      { timeoutMs: 15_000 },
    ],
  ])("over %s is told in plain words", async (name, reason, options) => {
    const { analyse } = scriptedPool(options);
    const outcomes = await analyse(name, "b.company.jpg", "c.ok.jpg");
    expect(outcomes.slice(1).map(({ kind }) => kind)).toEqual(["analysed", "analysed"]);
    expect(plain(outcomes[0])).toEqual({ kind: "crashed", file: fileOf(name), reason });
  });

  test("before it had read the file leaves the file unknown", async () => {
    const { analyse } = scriptedPool();
    const [outcome] = await analyse("a.abort-reading.jpg", "b.company.jpg");
    expect(outcome).toEqual({ kind: "crashed", file: null, reason: crashed("signal SIGABRT") });
  });

  test("that talks nonsense is ended like one that crashed, and harms nobody else", async () => {
    const { analyse } = scriptedPool();
    const outcomes = await analyse("a.nonsense.jpg", "b.company.jpg", "c.ok.jpg");
    expect(kindsOf(outcomes)).toEqual(["crashed", "analysed", "analysed"]);
    expect(outcomes[0]).toMatchObject({
      reason: "the program that reads photos gave an answer that makes no sense",
    });
  });

  test("leaves the rest to the other process while its photo runs alone", async () => {
    const { analyse, log, openGate } = scriptedPool({ processes: 2 });
    const suspect = analyse("a.abort-lingering.jpg");
    const others = ["b.company.jpg", ...Array.from({ length: 20 }, (_, number) => `${number}.ok.jpg`)];
    const isSuspect = ({ event, name }: LogLine) => event === "start" && name === "a.abort-lingering.jpg";
    const outcomes = await analyse(...others);
    await waitUntil("the second try", () => log().filter(isSuspect).length === 2);
    openGate();
    expect(kindsOf([...(await suspect), ...outcomes])).toEqual(["crashed", ...others.map(() => "analysed")]);
    const alone = log().findLast(isSuspect)?.processId;
    const sameProcess = log().filter(({ processId }) => processId === alone);
    const secondTry = sameProcess.findIndex(isSuspect);
    const before = sameProcess.slice(0, secondTry).map(({ event }) => event);
    expect(before.filter((event) => event === "start").length).toBe(
      before.filter((event) => event === "end").length,
    );
    expect(sameProcess.slice(secondTry).map(({ event, name }) => `${event} ${name}`)).toEqual([
      "start a.abort-lingering.jpg",
      "crash a.abort-lingering.jpg",
    ]);
  });

  test("by a kill from outside loses no photo", async () => {
    const { pool, analyse, log, openGate } = scriptedPool({ processes: 2 });
    const names = Array.from({ length: 12 }, (_, number) => `${number}.gated.jpg`);
    const outcomes = analyse(...names);
    await waitUntil("work in both processes", () => log().length === 4);
    const killed = pool.processIds;
    for (const processId of killed) process.kill(processId, "SIGKILL");
    openGate();
    expect(kindsOf(await outcomes)).toEqual(names.map(() => "analysed"));
    expect(killed.filter(isRunning)).toEqual([]);
    expect(pool.processIds.filter((id) => killed.includes(id))).toEqual([]);
    expect(pool.processIds).toHaveLength(2);
  });
});

describe("analyzers that cannot start", () => {
  test("are tried three times, then every photo that waits is told why", async () => {
    const { pool, analyse, log } = scriptedPool({}, "exits-at-start");
    const first = pool.analyse("a.jpg");
    const second = pool.analyse("b.jpg");
    await expect(first).rejects.toThrow(AnalyzerStartError);
    await expect(second).rejects.toThrow("Photos cannot be analysed on this computer: ");
    expect(log()).toHaveLength(3);
    await expect(analyse("c.jpg")).rejects.toThrow(crashed("exit code 5"));
    expect(pool.processIds).toEqual([]);
  });

  test.each([
    ["throws-at-start", "libonnxruntime.so.1: cannot open shared object file"],
    ["unusable", "the model is not a model"],
  ])("say the reason (%s)", async (fixture, reason) => {
    const { analyse } = scriptedPool({}, fixture);
    await expect(analyse("a.jpg")).rejects.toThrow(reason);
  });
});

test("an error while deciding about a photo is that photo's alone", async () => {
  const { analyse } = scriptedPool({
    isWanted: (_file, path) => {
      if (basename(path) === "b.ok.jpg") throw new Error("The disk is full");
      return true;
    },
  });
  const kept = analyse("a.ok.jpg", "c.ok.jpg");
  await expect(analyse("b.ok.jpg")).rejects.toThrow("The disk is full");
  expect(kindsOf(await kept)).toEqual(["analysed", "analysed"]);
});

describe("closing", () => {
  test("during work cancels every photo and leaves no process", async () => {
    const { pool, analyse, log } = scriptedPool({ processes: 2 });
    const outcomes = analyse(...Array.from({ length: 6 }, (_, number) => `${number}.gated.jpg`));
    await waitUntil("work in both processes", () => log().length === 4);
    const processIds = pool.processIds;
    await pool.close();
    expect(processIds.filter(isRunning)).toEqual([]);
    expect(pool.processIds).toEqual([]);
    expect(await outcomes).toEqual(Array.from({ length: 6 }, () => ({ kind: "cancelled" })));
    expect(await analyse("late.ok.jpg")).toEqual([{ kind: "cancelled" }]);
  });

  test("works before the processes have started, and twice", async () => {
    const { pool } = scriptedPool({ processes: 2 });
    const processIds = pool.processIds;
    expect(processIds).toHaveLength(2);
    await Promise.all([pool.close(), pool.close()]);
    expect(processIds.filter(isRunning)).toEqual([]);
  });
});
