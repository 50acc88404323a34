import { flushCompileCache } from "node:module";
import { loadNetworks } from "../faces/load-networks.ts";
import { openRuntime } from "../models/runtimes/open-runtime.ts";
import { resizePixels } from "../photo/decode.ts";
import { PhotoError, type PhotoErrorCode } from "../photo/photo-error.ts";
import { readPhotoFile } from "../photo/read-file.ts";
import { analysePhoto, type AnalysisTools } from "./analyze-photo.ts";
import { embedPhoto } from "./embed-photo.ts";
import { toAnalyzer, type AnalyzerSetup, type FromAnalyzer, type ToAnalyzer } from "./messages.ts";
import { shrinkOnce } from "./shrink-once.ts";

// The entry of an analyzer process. It reads, decodes and recognises; it never opens the catalogue, so it
// may crash on a hostile file without harm. It ends when its owner does.

let tools: AnalysisTools | null = null;
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
    tools = { networks, resize, thumbnailFolder: setup.thumbnailFolder };
    send({ type: "ready" });
    // An analyzer is ended by a signal, so it keeps what it compiled as soon as all is loaded.
    flushCompileCache();
  } catch (error) {
    send({ type: "unusable", reason: messageOf(error) });
  }
}

async function work(jobId: number, deed: (tools: AnalysisTools) => Promise<FromAnalyzer>): Promise<void> {
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
  setUpTools: AnalysisTools,
): Promise<FromAnalyzer> {
  const file = await readPhotoFile(path);
  const isWanted = new Promise<boolean>((resolve) => decisions.set(jobId, resolve));
  send({
    type: "identified",
    jobId,
    file: { contentHash: file.hash, sizeBytes: file.sizeBytes, modifiedAtMs: file.modifiedAtMs },
  });
  if (!(await isWanted)) return { type: "skipped", jobId };
  return { type: "analysed", jobId, ...(await analysePhoto(file.bytes, file.hash, setUpTools)) };
}

async function embed(
  { jobId, path, contentHash, faces }: Extract<ToAnalyzer, { type: "embed" }>,
  { networks }: AnalysisTools,
): Promise<FromAnalyzer> {
  const file = await readPhotoFile(path);
  if (Buffer.compare(file.hash, contentHash) !== 0) return { type: "skipped", jobId };
  return { type: "embedded", jobId, ...(await embedPhoto(file.bytes, faces, networks)) };
}

function messageOf(error: unknown): string {
  if (error instanceof PhotoError) return error.reason;
  return error instanceof Error ? error.message : String(error);
}

/** Is the content at fault, so that reading it again cannot help? */
function isLastingCode(code: PhotoErrorCode): boolean {
  return code !== "no-permission" && code !== "vanished" && code !== "unreadable";
}
