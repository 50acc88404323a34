import { flushCompileCache } from "node:module";
import { loadNetworks } from "../faces/load-networks.ts";
import { openRuntime } from "../models/runtimes/open-runtime.ts";
import { resizePixels } from "../photo/decode.ts";
import { PhotoError, type PhotoErrorCode } from "../photo/photo-error.ts";
import { readPhotoFile, type PhotoFile } from "../photo/read-file.ts";
import { checkUnchanged, hashVideoFile, isVideoFile } from "../photo/video/read-video-file.ts";
import { ffmpegMissing } from "../photo/video/video-error.ts";
import { analysePhoto, readRawFacts, type AnalysisTools } from "./analyze-photo.ts";
import { analyseVideo, type VideoTools } from "./analyze-video.ts";
import { embedPhoto } from "./embed-photo.ts";
import { embedVideo } from "./embed-video.ts";
import {
  toAnalyzer,
  type AnalyzerSetup,
  type FromAnalyzer,
  type ReadFile,
  type ToAnalyzer,
  type VideoSetup,
} from "./messages.ts";
import { shrinkOnce } from "./shrink-once.ts";

// The entry of an analyzer process. It reads, decodes and recognises; it never opens the catalogue, so it
// may crash on a hostile file without harm. It ends when its owner does.

/** What all photos are looked at with; videos, too, if there is what it takes. */
type WorkerTools = AnalysisTools & { readonly video: VideoSetup | undefined };

let tools: WorkerTools | null = null;
const decisions = new Map<number, (isWanted: boolean) => void>();

process.on("disconnect", () => process.exit(0));
// Ctrl+C reaches every process of the terminal; the owner decides when an analyzer ends.
process.on("SIGINT", () => undefined);

process.on("message", (received) => {
  const message = toAnalyzer.parse(received);
  switch (message.type) {
    case "setup":
      void setUp(message.setup);
      break;
    case "read":
      void work(message.jobId, (setUpTools) => analyse(message, setUpTools));
      break;
    case "embed":
      void work(message.jobId, (setUpTools) => embed(message, setUpTools));
      break;
    case "decided":
      decisions.get(message.jobId)?.(message.isWanted);
      decisions.delete(message.jobId);
      break;
  }
});

function send(message: FromAnalyzer): void {
  process.send?.(message);
}

async function setUp(setup: AnalyzerSetup): Promise<void> {
  try {
    const resize = shrinkOnce(resizePixels);
    const runtime = await openRuntime(setup.networks.runtime);
    const networks = await loadNetworks(setup.networks, runtime, resize);
    tools = { networks, resize, thumbnailFolder: setup.thumbnailFolder, video: setup.video };
    send({ type: "ready" });
    // An analyzer is ended by a signal, so it keeps what it compiled as soon as all is loaded.
    flushCompileCache();
  } catch (error) {
    send({ type: "unusable", reason: messageOf(error) });
  }
}

async function work(jobId: number, deed: (tools: WorkerTools) => Promise<FromAnalyzer>): Promise<void> {
  try {
    if (tools === null) throw new Error("The analyzer was given a photo before its models");
    send(await deed(tools));
  } catch (error) {
    const isLasting = error instanceof PhotoError && isLastingCode(error.code);
    send({ type: "failed", jobId, reason: messageOf(error), isLasting });
  }
}

async function analyse(
  { jobId, path }: Extract<ToAnalyzer, { type: "read" }>,
  setUpTools: WorkerTools,
): Promise<FromAnalyzer> {
  if (await isVideoFile(path)) return await analyseAsVideo(jobId, path, videoTools(setUpTools));
  const file = await readPhotoFile(path);
  const raw = await readRawFacts(file.bytes);
  if (!(await isWanted(jobId, file, raw))) return { type: "skipped", jobId };
  return { type: "analysed", jobId, ...(await analysePhoto(file.bytes, file.hash, setUpTools)) };
}

async function analyseAsVideo(jobId: number, path: string, setUpTools: VideoTools): Promise<FromAnalyzer> {
  const onAlive = aliveSignal(jobId);
  const file = await hashVideoFile(path, onAlive);
  if (!(await isWanted(jobId, file))) return { type: "skipped", jobId };
  const analysis = await analyseVideo(path, file.hash, setUpTools, onAlive);
  await checkUnchanged(path, file);
  return { type: "analysed", jobId, ...analysis };
}

/** Tells the owner what the file holds, and hears whether that is to be analysed. */
async function isWanted(
  jobId: number,
  { hash, sizeBytes, modifiedAtMs }: Omit<PhotoFile, "bytes">,
  raw?: ReadFile["raw"],
): Promise<boolean> {
  const decision = new Promise<boolean>((resolve) => decisions.set(jobId, resolve));
  const file = { contentHash: hash, sizeBytes, modifiedAtMs, ...(raw !== undefined && { raw }) };
  send({ type: "identified", jobId, file });
  return await decision;
}

async function embed(
  { jobId, path, contentHash, faces }: Extract<ToAnalyzer, { type: "embed" }>,
  setUpTools: WorkerTools,
): Promise<FromAnalyzer> {
  if (await isVideoFile(path)) {
    const onAlive = aliveSignal(jobId);
    const { hash } = await hashVideoFile(path, onAlive);
    if (!hash.equals(contentHash)) return { type: "skipped", jobId };
    const embedded = await embedVideo(path, faces, videoTools(setUpTools), onAlive);
    return { type: "embedded", jobId, ...embedded };
  }
  const file = await readPhotoFile(path);
  if (Buffer.compare(file.hash, contentHash) !== 0) return { type: "skipped", jobId };
  return { type: "embedded", jobId, ...(await embedPhoto(file.bytes, faces, setUpTools.networks)) };
}

function videoTools({ video, ...others }: WorkerTools): VideoTools {
  if (video === undefined) throw ffmpegMissing();
  return { ...others, video };
}

/** Between two signs of life; the owner's patience is two minutes. */
const aliveIntervalMs = 5_000;

/** To be called often. */
function aliveSignal(jobId: number): () => void {
  let last = performance.now();
  return () => {
    if (performance.now() - last < aliveIntervalMs) return;
    last = performance.now();
    send({ type: "working", jobId });
  };
}

function messageOf(error: unknown): string {
  if (error instanceof PhotoError) return error.reason;
  return error instanceof Error ? error.message : String(error);
}

/** Is the content at fault, so that reading it again cannot help? */
function isLastingCode(code: PhotoErrorCode): boolean {
  return code !== "no-permission" && code !== "vanished" && code !== "unreadable";
}
