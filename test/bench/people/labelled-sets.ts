import { createHash } from "node:crypto";
import { mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import envPaths from "env-paths";
import { z } from "zod";
import { AnalyzerPool } from "../../../app/analyze/pool.ts";
import { chooseFace } from "../../../app/evaluate/choose-face.ts";
import { readLabelledFolder, type LabelledPicture } from "../../../app/evaluate/labelled-folder.ts";
import { chooseRecipe } from "../../../app/library/choose-recipe.ts";
import type { Recipe } from "../../../app/library/recipe.ts";
import { openDefaultModelStore } from "../../../app/models/open-default-store.ts";
import { hasPhotoExtension } from "../../../app/photo/format.ts";
import { dataFolder } from "../accuracy/data.ts";
import { fullPhotos } from "../accuracy/full-photos.ts";
import { recogniseAligned, type SeenFace } from "./recognise-aligned.ts";

export const labelledSets = ["lfw-dev", "families-dev", "ageitgey", "bbt"] as const;

export type LabelledSet = (typeof labelledSets)[number];

/** A face of which the set says whose it is. */
export interface LabelledFace {
  /** A name, for families-dev "family/member". */
  readonly person: string;
  /** Faces with the same value are on one photo, so that they are two people. */
  readonly photo: string;
  /** Unit length. */
  readonly vector: Float32Array;
  /** 0 to 1, as the app judges it. */
  readonly quality: number;
}

/** The detector that needs nothing but the npm registry; benchmarks fit and report with it. */
const detector = "rfb-320";

const savedFaces = z.strictObject({
  key: z.string(),
  dimensions: z.int(),
  faces: z.array(z.strictObject({ person: z.string(), photo: z.string(), quality: z.number() })),
});

/**
 * Embeds a labelled set with the npm-only recipe (RFB-320, 68 landmarks, mobilefacenet) once, and keeps the
 * result in the user's cache folder (bench/): a second call takes some 20 ms. One face for each picture, the one the
 * picture is about; pictures without a face are left out. The pictures of families-dev are aligned faces already.
 */
export async function loadLabelledFaces(set: LabelledSet, model = "mobilefacenet"): Promise<LabelledFace[]> {
  const pictures = await picturesOf(set);
  const recipe = await chooseRecipe(
    await openDefaultModelStore(),
    { detector, embedding: model },
    console.error,
  );
  const key = await keyOf(set, pictures, recipe);
  const stem = path.join(cacheFolder(), `${set}-${recipe.embedding}`);
  const saved = await readSaved(stem, key);
  if (saved !== undefined) return saved;
  console.error(`Embedding ${pictures.length} pictures of ${set}, once...`);
  const seen =
    set === "families-dev" ? await recogniseAligned(pictures, recipe) : await analyse(pictures, recipe);
  const faces = pictures.flatMap((picture, at) => {
    const face = seen[at];
    if (face === undefined) return [];
    return [{ person: picture.identity, photo: photoOf(set, picture), ...face }];
  });
  await save(stem, key, faces, recipe.dimensions);
  return faces;
}

/** Where embedded sets are kept; it can be deleted at any time. */
export function cacheFolder(): string {
  return path.join(envPaths("familiar", { suffix: "" }).cache, "bench");
}

/**
 * The half that a person belongs to: "fit" when the first byte of the SHA-256 of the name is even, else "report". A
 * family stays whole: of "family/member" only the family counts. Parameters are fitted on the one half only.
 */
export function halfOf(person: string): "fit" | "report" {
  const family = person.split("/")[0] ?? person;
  const [first = 0] = createHash("sha256").update(family).digest();
  return first % 2 === 0 ? "fit" : "report";
}

/** The faces of the people in one half. */
export function facesOfHalf(faces: readonly LabelledFace[], half: "fit" | "report"): LabelledFace[] {
  return faces.filter(({ person }) => halfOf(person) === half);
}

async function picturesOf(set: LabelledSet): Promise<readonly LabelledPicture[]> {
  const data = dataFolder();
  if (set === "ageitgey" || set === "bbt") {
    return fullPhotos(data).filter(({ relativePath }) => relativePath.startsWith(`${set}/`));
  }
  return (await readLabelledFolder(path.join(data, set), hasPhotoExtension)).pictures;
}

/** families-dev names its crops "P04922_face0.jpg": photo and face. Elsewhere a picture is a photo. */
function photoOf(set: LabelledSet, picture: LabelledPicture): string {
  if (set !== "families-dev") return picture.relativePath;
  return path.basename(picture.relativePath).split("_")[0] ?? picture.relativePath;
}

async function keyOf(
  set: LabelledSet,
  pictures: readonly LabelledPicture[],
  recipe: Recipe,
): Promise<string> {
  const hash = createHash("sha256");
  // Raise the number when what is kept, or how it is made, changes.
  hash.update(`1 ${set} ${recipe.detector} ${recipe.landmarks} ${recipe.embedding} ${recipe.dimensions}\n`);
  for (const picture of pictures) {
    hash.update(`${picture.identity} ${picture.relativePath} ${(await stat(picture.path)).size}\n`);
  }
  return hash.digest("hex");
}

async function analyse(
  pictures: readonly LabelledPicture[],
  recipe: Recipe,
): Promise<(SeenFace | undefined)[]> {
  await using pool = new AnalyzerPool({ setup: { networks: recipe.files, thumbnailFolder: null } });
  return await Promise.all(
    pictures.map(async (picture) => {
      const outcome = await pool.analyse(picture.path);
      if (outcome.kind !== "analysed") return undefined;
      const faces = outcome.faces.map((face) => ({ ...face, box: face }));
      const face = chooseFace(faces, outcome.photo);
      return face && { vector: face.embedding, quality: face.quality };
    }),
  );
}

async function readSaved(stem: string, key: string): Promise<LabelledFace[] | undefined> {
  let text: string;
  let bytes: Buffer;
  try {
    text = await readFile(`${stem}.json`, "utf8");
    bytes = await readFile(`${stem}.f32`);
  } catch {
    return undefined;
  }
  const saved = savedFaces.parse(JSON.parse(text));
  if (saved.key !== key || bytes.length !== saved.faces.length * saved.dimensions * 4) return undefined;
  const vectors = new Float32Array(Uint8Array.from(bytes).buffer);
  return saved.faces.map((face, at) => ({
    ...face,
    vector: vectors.slice(at * saved.dimensions, (at + 1) * saved.dimensions),
  }));
}

async function save(
  stem: string,
  key: string,
  faces: readonly LabelledFace[],
  dimensions: number,
): Promise<void> {
  await mkdir(path.dirname(stem), { recursive: true });
  const vectors = new Float32Array(faces.length * dimensions);
  for (const [at, { vector }] of faces.entries()) vectors.set(vector, at * dimensions);
  const described: z.infer<typeof savedFaces> = {
    key,
    dimensions,
    faces: faces.map(({ person, photo, quality }) => ({ person, photo, quality })),
  };
  await writeWhole(`${stem}.f32`, new Uint8Array(vectors.buffer));
  await writeWhole(`${stem}.json`, JSON.stringify(described));
}

/** Benchmarks may run side by side: the name of the unfinished file is this process's own. */
async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, content);
  await rename(unfinished, file);
}
