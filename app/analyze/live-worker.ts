import { randomInt } from "node:crypto";
import { createFaceFollower, type FaceFollower } from "../faces/follow-faces.ts";
import { loadNetworks } from "../faces/load-networks.ts";
import type { Networks } from "../faces/recogniser.ts";
import { openRuntime } from "../models/runtimes/open-runtime.ts";
import { openPhoto, resizePixels } from "../photo/decode.ts";
import { PhotoError } from "../photo/photo-error.ts";
import type { Pixels } from "../photo/pixels.ts";
import { toLive, type FromLive, type LiveFrame, type LiveSetup, type SeenFrame } from "./live-messages.ts";

// The entry of the process that looks at a camera's pictures. They are in its memory for as long as it looks at them,
// and nowhere else. It never opens the catalogue: names are its owner's. It ends when its owner does.

/** As large as the detectors' first look (decisions 0003); the window sends none larger. */
const frameLongSide = 640;

/** A picture that claims to be larger is no picture of the window. */
const largestSide = 4_096;

/** A view from which no picture came for so long is over. */
const viewKeptForMs = 30_000;

interface View {
  readonly follower: FaceFollower;
  lastMs: number;
}

let loading: Promise<{ readonly setup: LiveSetup; readonly networks: Networks }> | null = null;
const views = new Map<string, View>();

process.on("disconnect", () => process.exit(0));
// Ctrl+C reaches every process of the terminal; the owner decides when this one ends.
process.on("SIGINT", () => undefined);

process.on("message", (received) => {
  const message = toLive.parse(received);
  if (message.type === "setup") {
    loading = load(message.setup);
    // The first picture is answered with the reason.
    loading.catch(() => undefined);
  } else void answer(message.jobId, message.frame);
});

async function load(setup: LiveSetup) {
  const runtime = await openRuntime(setup.networks.runtime);
  return { setup, networks: await loadNetworks(setup.networks, runtime, resizePixels) };
}

async function answer(jobId: number, frame: LiveFrame): Promise<void> {
  try {
    send({ type: "seen", jobId, seen: await look(frame) });
  } catch (error) {
    const isPicture = error instanceof PhotoError;
    const message = error instanceof Error ? error.message : String(error);
    send({ type: "failed", jobId, isPicture, reason: isPicture ? error.reason : message });
  }
}

async function look({ view, bytes }: LiveFrame): Promise<SeenFrame> {
  if (loading === null) throw new Error("A picture came before the models");
  const { setup, networks } = await loading;
  const pixels = await decode(bytes);
  const nowMs = performance.now();
  for (const [name, { lastMs }] of views) if (nowMs - lastMs > viewKeptForMs) views.delete(name);
  const { sameFaceSimilarity } = setup;
  // The owner remembers faces by their tracks, also when this process had to be started again.
  const firstTrack = randomInt(2 ** 40);
  const seeing = views.get(view) ?? {
    follower: createFaceFollower(networks, { sameFaceSimilarity, firstTrack }),
    lastMs: nowMs,
  };
  views.set(view, seeing);
  seeing.lastMs = nowMs;
  const { width, height } = pixels;
  return { width, height, faces: await seeing.follower.look(pixels, nowMs) };
}

async function decode(bytes: Uint8Array): Promise<Pixels> {
  const { info, pixels } = await openPhoto(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (info.format !== "jpeg" || Math.max(info.width, info.height) > largestSide)
    throw new PhotoError("unsupported", "A picture of a camera is sent as a JPEG of at most 640 pixels.");
  return await pixels(frameLongSide);
}

function send(message: FromLive): void {
  process.send?.(message);
}
