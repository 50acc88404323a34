import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import sharp from "sharp";
import { describe, expect, onTestFinished, test } from "vitest";
import type { AnalysedFace, AnalyzerSetup } from "../../app/analyze/messages.ts";
import { AnalyzerPool, AnalyzerStartError } from "../../app/analyze/pool.ts";
import { thumbnailPath } from "../../app/analyze/thumbnails.ts";
import { samplePhoto } from "../support/library.ts";
import { testNetworks } from "../support/models.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { isRunning, waitUntil } from "./processes.ts";

// The real analyzer, with the models that come by npm.

/** Do all landmarks lie in the face's box, or at most a third of it outside? */
function isNear({ x, y, width, height, landmarks }: AnalysedFace): boolean {
  return landmarks.every((value, at) => {
    const share = at % 2 === 0 ? (value - x) / width : (value - y) / height;
    return share > -1 / 3 && share < 4 / 3;
  });
}

async function realPool(thumbnailFolder: string | null): Promise<AnalyzerPool> {
  const pool = new AnalyzerPool({ setup: { networks: await testNetworks(), thumbnailFolder }, processes: 1 });
  onTestFinished(async () => {
    await pool.close();
  });
  return pool;
}

test("a photo of people gives its facts, faces with unit vectors, and thumbnails", async () => {
  const folder = temporaryFolder();
  const pool = await realPool(folder);
  const photo = samplePhoto(1);
  const outcome = await pool.analyse(photo);
  if (outcome.kind !== "analysed") throw new Error(`The photo ended as ${outcome.kind}`);
  const bytes = readFileSync(photo);
  const { width, height } = await sharp(bytes).metadata();
  expect(Buffer.from(outcome.file.contentHash)).toEqual(createHash("sha256").update(bytes).digest());
  expect(outcome.file.sizeBytes).toBe(bytes.length);
  expect(outcome.file.modifiedAtMs).toBe(statSync(photo).mtimeMs);
  expect(outcome.photo).toMatchObject({ format: "jpeg", width, height, orientation: 1 });
  expect(outcome.faces.length).toBeGreaterThanOrEqual(3);
  for (const face of outcome.faces) {
    expect(face.landmarks).toHaveLength(2 * 68);
    expect(isNear(face)).toBe(true);
    expect(face.embedding).toHaveLength(512);
    expect(Math.hypot(...face.embedding)).toBeCloseTo(1, 4);
    expect(face.quality).toBeGreaterThan(0);
    expect(face.x + face.width / 2).toBeLessThan(width);
    expect(face.y + face.height / 2).toBeLessThan(height);
  }
  for (const longSide of [256, 1280] as const) {
    expect(existsSync(thumbnailPath(folder, outcome.file.contentHash, longSide))).toBe(true);
  }
  expect(Object.keys(outcome.stageMs)).toEqual(expect.arrayContaining(["decode", "faces", "thumbnails"]));
});

test("a photo without a face is analysed all the same, and makes no thumbnails unless told to", async () => {
  const photo = join(temporaryFolder(), "grey.png");
  await sharp({ create: { width: 90, height: 60, channels: 3, background: "grey" } }).toFile(photo);
  const pool = await realPool(null);
  const outcome = await pool.analyse(photo);
  expect(outcome).toMatchObject({
    kind: "analysed",
    photo: { format: "png", width: 90, height: 60 },
    faces: [],
  });
});

describe("a file that is no good photo", () => {
  test("fails for good when its content is at fault, and in passing when it is not there", async () => {
    const folder = temporaryFolder();
    const write = (name: string, content: string | Buffer) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const sample = readFileSync(samplePhoto(2));
    const pool = await realPool(join(folder, "thumbnails"));
    const outcomes = await Promise.all(
      [
        write("text.jpg", "This is not a picture."),
        write("empty.jpg", ""),
        write("cut.jpg", sample.subarray(0, sample.length / 2)),
        join(folder, "gone.jpg"),
        folder,
        samplePhoto(3),
      ].map((path) => pool.analyse(path)),
    );
    expect(
      outcomes.map((outcome) =>
        outcome.kind === "failed" ? [outcome.isLasting, outcome.file !== null] : outcome.kind,
      ),
    ).toEqual([[true, true], [true, false], [true, true], [false, false], [true, false], "analysed"]);
    expect(outcomes[1]).toMatchObject({ reason: "The file is empty (0 bytes)." });
    expect(outcomes[3]).toMatchObject({
      reason: "The file is no longer there; it was moved, renamed or deleted while Familiar was working.",
    });
  });
});

test("a model file that is no model is told before any photo is touched", async () => {
  const noModel = join(temporaryFolder(), "no-model.onnx");
  writeFileSync(noModel, "not a model");
  const networks = await testNetworks();
  const setup = {
    networks: { ...networks, embedding: { ...networks.embedding, path: noModel } },
    thumbnailFolder: null,
  };
  await using pool = new AnalyzerPool({ setup, processes: 1 });
  const failing = pool.analyse(samplePhoto(1));
  await expect(failing).rejects.toThrow(AnalyzerStartError);
  await expect(failing).rejects.toThrow("no-model.onnx");
});

test.skipIf(process.platform === "win32")(
  "Ctrl+C at the terminal does not end an analyzer by itself",
  async () => {
    const pool = await realPool(null);
    expect(await pool.analyse(samplePhoto(4))).toMatchObject({ kind: "analysed" });
    const before = pool.processIds;
    for (const processId of before) process.kill(processId, "SIGINT");
    expect(await pool.analyse(samplePhoto(5))).toMatchObject({ kind: "analysed" });
    expect(pool.processIds).toEqual(before);
  },
);

test.each(["busy", "idle"])(
  "analyzers end when their owner is killed while they are %s",
  async (occupation) => {
    const setup: AnalyzerSetup = { networks: await testNetworks(), thumbnailFolder: null };
    const fixture = join(import.meta.dirname, "fixtures", "owner.ts");
    const owner = spawn(process.execPath, [fixture, JSON.stringify(setup), samplePhoto(6), occupation], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(() => {
      owner.kill("SIGKILL");
    });
    const lines: string[] = [];
    for await (const line of createInterface(owner.stdout)) {
      lines.push(line);
      if (occupation === "busy" || line === "idle") break;
    }
    const [kind, ...processIds] = lines[0]?.split(" ") ?? [];
    expect(kind).toBe("analysed");
    expect(processIds).toHaveLength(2);
    expect(processIds.map(Number).filter(isRunning)).toHaveLength(2);
    const ended = once(owner, "exit");
    owner.kill("SIGKILL");
    await ended;
    await waitUntil("both analyzers are gone", () => !processIds.map(Number).some(isRunning));
  },
);
