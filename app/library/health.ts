import { statfs } from "node:fs/promises";
import { availableParallelism, cpus, freemem, totalmem } from "node:os";
import { catalogueVersions } from "../db/open.ts";
import { countPhotos } from "../db/photos.ts";
import { findDefaultDetector } from "../models/ensure-default.ts";
import { ExiftoolError } from "../metadata/write/exiftool-error.ts";
import { findExiftool } from "../metadata/write/exiftool.ts";
import { readRuntimeState } from "../models/choose-runtime.ts";
import { measureRuntime, RuntimeUnusableError } from "../models/runtimes/measure.ts";
import type { ModelStore } from "../models/store.ts";
import { FaceIndex } from "../people/face-index.ts";
import { countOf } from "../people/summary-words.ts";
import { decoderVersions } from "../photo/decode.ts";
import { findFfmpeg, howToGetFfmpeg } from "../photo/video/find-ffmpeg.ts";
import { libraryFolders, LibraryMissingError, openLibraryToRead } from "./open-library.ts";

/** One thing that was looked at. */
export interface Finding {
  readonly name: string;
  /** "missing" is something that Familiar can do without. */
  readonly state: "ok" | "missing" | "broken";
  readonly detail: string;
  /** How to get it right; null when nothing is wrong. */
  readonly remedy: string | null;
}

/** Looks at all that Familiar needs on this computer, and at the library in `folder`. */
export async function examineHealth(store: ModelStore, folder: string): Promise<Finding[]> {
  return [
    systemFinding(),
    nodeFinding(),
    ...(await Promise.all([
      check("Image decoder", "npm ci", () => Promise.resolve(decoderVersions())),
      check("Catalogue", "npm ci", () => Promise.resolve(catalogueVersions())),
      check("Face index", "npm ci (it needs Python 3, make and a C++ compiler)", tryFaceIndex),
      onnxFinding(),
      tensorflowFinding(),
      runtimeFinding(store),
    ])),
    await exiftoolFinding(),
    await ffmpegFinding(),
    ...(await modelFindings(store)),
    await libraryFinding(folder),
    await diskFinding(folder),
  ];
}

function systemFinding(): Finding {
  const gibibytes = (bytes: number) => (bytes / 2 ** 30).toFixed(1);
  const detail =
    `${process.platform} ${process.arch}, ${countOf(availableParallelism(), "core")} (${cpus()[0]?.model.trim() ?? "unknown"}), ` +
    `${gibibytes(freemem())} of ${gibibytes(totalmem())} GiB of memory free`;
  return { name: "Computer", state: "ok", detail, remedy: null };
}

function nodeFinding(): Finding {
  const major = Number(process.versions.node.split(".")[0]);
  // better-sqlite3 13 crashes on older ones, and they do not run TypeScript.
  const isRecent = major >= 24;
  return {
    name: "Node",
    state: isRecent ? "ok" : "broken",
    detail: process.version,
    remedy: isRecent
      ? null
      : "Run Familiar through npm (npm run -s familiar -- doctor), which brings Node 24.",
  };
}

/** Does this part work? `work` uses it and says what it is. */
async function check(name: string, remedy: string, work: () => Promise<string>): Promise<Finding> {
  try {
    return { name, state: "ok", detail: await work(), remedy: null };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { name, state: "broken", detail, remedy };
  }
}

function tryFaceIndex(): Promise<string> {
  const index = FaceIndex.empty(2);
  index.add(1, Float32Array.of(1, 0));
  const [near] = index.search(Float32Array.of(1, 0), 1);
  if (near?.faceId !== 1) throw new Error("the index does not find what was put into it");
  return Promise.resolve("HNSW works");
}

async function onnxFinding(): Promise<Finding> {
  return await check("ONNX Runtime", "npm ci", async () => {
    const { onnxRuntimeVersion } = await import("../models/runtimes/onnx.ts");
    return `${onnxRuntimeVersion()}, CPU`;
  });
}

/** Familiar can do without: names then go into sidecars only. */
async function exiftoolFinding(): Promise<Finding> {
  const name = "ExifTool";
  try {
    const { version, origin } = await findExiftool();
    return {
      name,
      state: "ok",
      detail: `${version}, ${origin}: writes names into photo files`,
      remedy: null,
    };
  } catch (error) {
    if (!(error instanceof ExiftoolError)) throw error;
    const detail = "does not run; names can be written into sidecars only";
    return { name, state: "missing", detail, remedy: error.message };
  }
}

/** Familiar can do without: then videos are left alone. */
async function ffmpegFinding(): Promise<Finding> {
  const name = "FFmpeg";
  const found = await findFfmpeg();
  if (found === null) {
    const detail = "not found, or it does not run; videos are left alone";
    return { name, state: "missing", detail, remedy: howToGetFfmpeg() };
  }
  return { name, state: "ok", detail: `${found.version}, ${found.ffmpeg}: looks into videos`, remedy: null };
}

/** In a process of its own: the native library is large, and one that does not fit takes its process down. */
async function tensorflowFinding(): Promise<Finding> {
  try {
    const { description } = await measureRuntime("tensorflow", []);
    return { name: "TensorFlow", state: "ok", detail: description, remedy: null };
  } catch (error) {
    if (!(error instanceof RuntimeUnusableError)) throw error;
    return { name: "TensorFlow", state: "missing", detail: error.message, remedy: "npm ci" };
  }
}

/** Which of both is used, and why. */
async function runtimeFinding(store: ModelStore): Promise<Finding> {
  const { choice, used, measures } = await readRuntimeState(store.folder);
  const speeds = measures.map(({ runtime, runMs: [detectMs = 0, embedMs = 0] }) => {
    return `${runtime} ${detectMs.toFixed(1)} ms a look for faces, ${embedMs.toFixed(1)} ms a face`;
  });
  const reason = choice === "auto" ? "the fastest" : "as you chose";
  const detail =
    used === null ? "the fastest, measured at the next scan" : [`${used}, ${reason}`, ...speeds].join("; ");
  return { name: "Runtime", state: "ok", detail, remedy: null };
}

async function modelFindings(store: ModelStore): Promise<Finding[]> {
  const rows = await store.list();
  const detector = await findDefaultDetector(store);
  const needed = new Set([...store.recipe.detectors, store.recipe.landmarks, store.recipe.embedding]);
  return rows
    .filter(({ model, installed }) => installed || needed.has(model.id))
    .map(({ model, installed, path, problem }) => {
      const hasStandIn = model.task === "detector" && detector !== undefined;
      const remedy = installed ? null : `familiar models install ${model.id}`;
      return {
        name: `Model ${model.id}`,
        state: installed ? "ok" : hasStandIn ? "missing" : "broken",
        detail: path ?? problem ?? `not installed: ${model.purpose}`,
        remedy,
      };
    });
}

async function libraryFinding(folder: string): Promise<Finding> {
  const name = "Library";
  try {
    using library = await openLibraryToRead(folder);
    const { present, analysed, failed, missing } = countPhotos(library.db);
    const detail =
      `${library.folders.library}: ${countOf(present, "photo")}, ${analysed} analysed, ` +
      `${failed} failed, ${missing} missing`;
    return { name, state: "ok", detail, remedy: null };
  } catch (error) {
    if (error instanceof LibraryMissingError) {
      return { name, state: "missing", detail: `none in ${folder} yet`, remedy: "familiar scan FOLDER" };
    }
    return {
      name,
      state: "broken",
      detail: error instanceof Error ? error.message : String(error),
      remedy: null,
    };
  }
}

/** Thumbnails of a large library take some gigabytes; below this a scan will soon stop. */
const minimumFreeBytes = 1e9;

async function diskFinding(folder: string): Promise<Finding> {
  const name = "Disk";
  const { library } = libraryFolders(folder);
  for (const place of [library, process.cwd()]) {
    const space = await statfs(place).catch(() => null);
    if (space === null) continue;
    const freeBytes = space.bavail * space.bsize;
    const isEnough = freeBytes >= minimumFreeBytes;
    return {
      name,
      state: isEnough ? "ok" : "broken",
      detail: `${(freeBytes / 1e9).toFixed(1)} GB free at ${place}`,
      remedy: isEnough ? null : "Make room, or keep the library elsewhere with --library DIR.",
    };
  }
  return { name, state: "broken", detail: `cannot be looked at: ${library}`, remedy: null };
}
