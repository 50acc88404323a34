import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createLiveEye, LiveError, type LiveEyeOptions } from "../../app/analyze/live-eye.ts";
import { recogniseFaces } from "../../app/faces/recogniser.ts";
import { loadNetworks } from "../../app/faces/load-networks.ts";
import { intersectionOverUnion } from "../../app/faces/geometry.ts";
import { onnxRuntime } from "../../app/models/runtimes/onnx.ts";
import { openPhoto, resizePixels } from "../../app/photo/decode.ts";
import { dot } from "../../app/people/vectors.ts";
import { asJpeg, pictureOfPhoto } from "../support/camera-video.ts";
import { samplePhoto } from "../support/library.ts";
import { testNetworks } from "../support/models.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { isRunning, waitUntil } from "./processes.ts";
import { noNetworks, processIdsIn } from "./scripted-process.ts";

/** An eye whose processes do what the names of views say; ended with the test. */
function scriptedEye(options: Omit<LiveEyeOptions, "entry"> = {}) {
  const log = join(temporaryFolder(), "log");
  const eye = createLiveEye({ entry: new URL("./fixtures/scripted-live.ts", import.meta.url), ...options });
  onTestFinished(eye.close);
  return {
    close: eye.close,
    look: async (view: string) =>
      await eye.look({ networks: noNetworks, sameFaceSimilarity: 0.3 }, { view, bytes: Buffer.from(log) }),
    processIds: () => processIdsIn(log),
  };
}

const nobody = { width: 640, height: 480, faces: [] };

describe("a picture of the camera that", () => {
  test.each([
    ["the program crashes on", "abort", /stopped unexpectedly/],
    ["is answered with nonsense", "nonsense", /answered nonsense/],
    ["is never answered", "hang", /too busy/],
  ])("%s is refused alone; the next one gets another process", async (_what, view, reason) => {
    // Far longer than it takes to start a process and to answer, also on a machine under load.
    const { look, processIds } = scriptedEye(view === "hang" ? { timeoutMs: 15_000 } : {});
    expect(await look("ok")).toEqual(nobody);

    await expect(look(view)).rejects.toThrow(reason);

    expect(await look("ok")).toEqual(nobody);
    const [first = 0, second, third] = processIds();
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    await waitUntil("the process that failed ends", () => !isRunning(first));
  });

  test("is at fault, or the models are, is refused in words for people", async () => {
    const { look, processIds } = scriptedEye();
    await expect(look("picture")).rejects.toThrow(new LiveError("It is no picture."));
    await expect(look("models")).rejects.toThrow(new LiveError("Faces cannot be looked for: no such file"));
    expect(new Set(processIds()).size).toBe(1);
  });
});

test("a process that nobody needs ends", async () => {
  const { look, processIds } = scriptedEye({ keptForMs: 50 });
  await look("ok");
  await waitUntil("the idle process ends", () => !isRunning(processIds()[0] ?? 0));
});

test("closing ends the process and what it does", async () => {
  const { look, close, processIds } = scriptedEye();
  const looked = look("hang");
  await Promise.all([
    expect(looked).rejects.toThrow("Familiar is closing."),
    waitUntil("the picture is looked at", () => processIds().length === 1).then(close),
  ]);
  await waitUntil("the process ends", () => !isRunning(processIds()[0] ?? 0));
});

describe("with real models", () => {
  test("faces are found where a scan finds them, with the same looks, and keep their numbers", async () => {
    const eye = createLiveEye();
    onTestFinished(eye.close);
    const files = await testNetworks();
    const setup = { networks: files, sameFaceSimilarity: 0.343 };
    const bytes = await asJpeg(await pictureOfPhoto(samplePhoto(2)));

    const looks = [];
    for (let at = 0; at < 6; at++) looks.push(await eye.look(setup, { view: "one", bytes }));
    const other = await eye.look(setup, { view: "other", bytes });

    const { width, height, faces } = looks.at(-1) ?? nobody;
    expect([width, height]).toEqual([640, 480]);
    const { pixels } = await openPhoto(Buffer.from(bytes));
    const seen = await pixels(Infinity);
    const networks = await loadNetworks(files, onnxRuntime, resizePixels);
    const scanned = await recogniseFaces({ ...seen, pixels: () => Promise.resolve(seen) }, networks);
    expect(faces.length).toBe(scanned.length);
    expect(faces.length).toBeGreaterThan(1);
    const clear = faces.filter(({ template }) => template !== null);
    expect(clear.length).toBeGreaterThan(0);
    for (const { box, template } of clear) {
      const same = scanned.find((face) => intersectionOverUnion(face.box, box) > 0.99);
      expect(dot(template ?? new Float32Array(), same?.embedding ?? new Float32Array())).toBeGreaterThan(
        0.9999,
      );
    }
    const tracks = looks.map((look) => look.faces.map(({ track }) => track).join());
    expect(new Set(tracks).size).toBe(1);
    expect(other.faces.map(({ track }) => track).join()).not.toBe(tracks[0]);
  });

  test("what is no JPEG is refused", async () => {
    const eye = createLiveEye();
    onTestFinished(eye.close);
    const setup = { networks: await testNetworks(), sameFaceSimilarity: 0.343 };
    const pdf = new TextEncoder().encode("%PDF-1.7 not a photo");
    await expect(eye.look(setup, { view: "one", bytes: pdf })).rejects.toThrow(/PDF/);
    await expect(eye.look(setup, { view: "one", bytes: new Uint8Array() })).rejects.toThrow(LiveError);
  });
});
