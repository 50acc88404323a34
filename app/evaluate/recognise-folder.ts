import { AnalyzerPool } from "../analyze/pool.ts";
import { alignedSize } from "../faces/align.ts";
import { embedFace } from "../faces/embed.ts";
import type { NetworkFiles } from "../faces/network-files.ts";
import { openRuntime } from "../models/runtimes/open-runtime.ts";
import { openPhoto } from "../photo/decode.ts";
import { readPhotoFile } from "../photo/read-file.ts";
import { chooseFace } from "./choose-face.ts";
import type { LabelledFaces } from "./labelled-faces.ts";
import type { LabelledPicture } from "./labelled-folder.ts";

/** How the pictures of a labelled folder are looked at. */
export interface RecogniseOptions {
  readonly networks: NetworkFiles;
  readonly dimensions: number;
  /** The pictures are aligned 112 x 112 faces already: nothing is detected. */
  readonly isAligned: boolean;
  readonly onProgress: (done: number, total: number) => void;
}

/** The faces found, and the pictures that could not be read. */
export interface RecognisedFolder {
  readonly faces: LabelledFaces;
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
}

type Vectors = (Float32Array | null)[];

/** The subject's embedding of every picture, in their order; a picture without a face has none. */
export async function recogniseFolder(
  pictures: readonly LabelledPicture[],
  options: RecogniseOptions,
): Promise<RecognisedFolder> {
  const { vectors, failed } = options.isAligned
    ? await embedAligned(pictures, options)
    : await analyseAll(pictures, options);
  const { dimensions } = options;
  const embeddings = new Float32Array(pictures.length * dimensions);
  const hasFace = new Uint8Array(pictures.length);
  for (const [at, vector] of vectors.entries()) {
    if (vector === null) continue;
    embeddings.set(vector, at * dimensions);
    hasFace[at] = 1;
  }
  const identities = Int32Array.from(pictures, ({ label }) => label);
  return { faces: { embeddings, dimension: dimensions, identities, hasFace }, failed };
}

async function analyseAll(pictures: readonly LabelledPicture[], options: RecogniseOptions) {
  const vectors: Vectors = Array.from(pictures, () => null);
  const failed: { path: string; reason: string }[] = [];
  let done = 0;
  await using pool = new AnalyzerPool({ setup: { networks: options.networks, thumbnailFolder: null } });
  await Promise.all(
    pictures.map(async ({ path }, at) => {
      const outcome = await pool.analyse(path);
      options.onProgress(++done, pictures.length);
      if (outcome.kind === "failed" || outcome.kind === "crashed")
        failed.push({ path, reason: outcome.reason });
      if (outcome.kind !== "analysed") return;
      const faces = outcome.faces.map((face) => ({ box: face, embedding: face.embedding }));
      vectors[at] = chooseFace(faces, outcome.photo)?.embedding ?? null;
    }),
  );
  return { vectors, failed };
}

async function embedAligned(pictures: readonly LabelledPicture[], options: RecogniseOptions) {
  const { path: modelPath, input } = options.networks.embedding;
  const model = await (await openRuntime(options.networks.runtime)).load(modelPath);
  const vectors: Vectors = [];
  const failed: { path: string; reason: string }[] = [];
  for (const { path } of pictures) {
    const opened = await openPhoto((await readPhotoFile(path)).bytes);
    if (opened.info.width === alignedSize && opened.info.height === alignedSize) {
      vectors.push((await embedFace(model, await opened.pixels(alignedSize), input)).vector);
    } else {
      vectors.push(null);
      failed.push({ path, reason: `Not an aligned face of ${alignedSize} x ${alignedSize} pixels.` });
    }
    options.onProgress(vectors.length, pictures.length);
  }
  return { vectors, failed };
}
