import { expect, test } from "vitest";
import { AnalyzerStartError } from "../../app/analyze/pool.ts";
import { waitUntil } from "./processes.ts";
import { faceToEmbed, scriptedPool } from "./scripted-pool.ts";

// Known faces are represented by the same processes as photos, with the same care.

test("faces come back with every number that the analyzer sent", async () => {
  const { embed } = scriptedPool();
  const measured = { quality: 0.5, sharpness: 120, yaw: -0.25, embedding: Float32Array.of(0.6, 0.8) };
  expect(await embed("a.ok.jpg")).toEqual([
    { kind: "embedded", faces: [{ ...faceToEmbed, ...measured }], stageMs: { decode: 1.25 } },
  ]);
});

test("a file with another content is told, one that fails says why", async () => {
  const { embed } = scriptedPool();
  expect(await embed("a.changed.jpg", "b.damaged.jpg")).toEqual([
    { kind: "changed" },
    { kind: "failed", reason: "It is damaged.", isLasting: true },
  ]);
});

test("an answer with other faces than were asked for is none", async () => {
  const { embed } = scriptedPool();
  expect(await embed("a.forgetful.jpg")).toEqual([
    { kind: "failed", reason: "The analyzer answered what it was not asked", isLasting: false },
  ]);
});

test("a crash is tried once more alone; its company is done by the next process", async () => {
  const { embed, story } = scriptedPool();
  const outcomes = await embed("a.exit.jpg", "b.company.jpg");
  expect(outcomes.map(({ kind }) => kind)).toEqual(["crashed", "embedded"]);
  expect(outcomes[0]).toEqual({
    kind: "crashed",
    reason: "The program that reads photos crashed (exit code 3).",
  });
  expect(story()).toEqual([
    "1 start a.exit.jpg",
    "1 start b.company.jpg",
    "1 crash a.exit.jpg",
    "2 start a.exit.jpg",
    "2 crash a.exit.jpg",
    "3 start b.company.jpg",
    "3 end b.company.jpg",
  ]);
});

test("closing the pool cancels what is in work, and what comes later", async () => {
  const { pool, embed, log } = scriptedPool();
  const outcomes = embed("a.gated.jpg", "b.gated.jpg", "c.ok.jpg");
  await waitUntil("two photos are in work", () => log().length === 2);
  await pool.close();
  expect(await outcomes).toEqual([{ kind: "cancelled" }, { kind: "cancelled" }, { kind: "cancelled" }]);
  expect(await embed("d.ok.jpg")).toEqual([{ kind: "cancelled" }]);
});

test("analyzers that cannot start are told", async () => {
  const { embed } = scriptedPool({}, "unusable");
  await expect(embed("a.ok.jpg")).rejects.toThrow(AnalyzerStartError);
});
