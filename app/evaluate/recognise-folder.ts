import type { AnalysedFace } from "../analyze/messages.ts";
import { AnalyzerPool } from "../analyze/pool.ts";
import { alignedSize, alignFace, arcfaceTemplate } from "../faces/align.ts";
import { embedFace, embedWithMirrorImage } from "../faces/embed.ts";
import { loadEmbeddingNetwork } from "../faces/load-networks.ts";
import type { NetworkFiles } from "../faces/network-files.ts";
import { laplacianVariance } from "../faces/quality.ts";
import { openRuntime } from "../models/runtimes/open-runtime.ts";
import { openPhoto } from "../photo/decode.ts";
import { readPhotoFile } from "../photo/read-file.ts";
import type { FaceFacts } from "../verification/comparable-face.ts";
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

/** How clearly the face of a picture can be seen, and the length that the network gave its vector. */
export type SubjectFacts = FaceFacts & { readonly norm: number };

/** The faces found, and the pictures that could not be read. */
export interface RecognisedFolder {
  readonly faces: LabelledFaces;
  /** One a picture; null where no face was found. */
  readonly facts: readonly (SubjectFacts | null)[];
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
}

type Subjects = (({ readonly vector: Float32Array } & SubjectFacts) | null)[];

/** The subject's embedding of every picture, in their order; a picture without a face has none. */
export async function recogniseFolder(
  pictures: readonly LabelledPicture[],
  options: RecogniseOptions,
): Promise<RecognisedFolder> {
  const { subjects, failed } = options.isAligned
    ? await embedAligned(pictures, options)
    : await analyseAll(pictures, options);
  const { dimensions } = options;
  const embeddings = new Float32Array(pictures.length * dimensions);
  const hasFace = new Uint8Array(pictures.length);
  for (const [at, subject] of subjects.entries()) {
    if (subject === null) continue;
    embeddings.set(subject.vector, at * dimensions);
    hasFace[at] = 1;
  }
  const identities = Int32Array.from(pictures, ({ label }) => label);
  return { faces: { embeddings, dimension: dimensions, identities, hasFace }, facts: subjects, failed };
}

async function analyseAll(pictures: readonly LabelledPicture[], options: RecogniseOptions) {
  const subjects: Subjects = Array.from(pictures, () => null);
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
      const faces = outcome.faces.map((face) => ({ box: face, face }));
      const chosen = chooseFace(faces, outcome.photo)?.face;
      subjects[at] = chosen === undefined ? null : subjectOf(chosen);
    }),
  );
  return { subjects, failed };
}

function subjectOf({ embedding, embeddingNorm, ...face }: AnalysedFace) {
  const { quality, sharpness, yaw, width, height } = face;
  return {
    ...{ vector: embedding, norm: embeddingNorm ?? 1 },
    ...{ quality, sharpness, yaw, sizePixels: Math.min(width, height) },
  };
}

/** What the detector would say of an aligned face is taken to be the best. */
async function embedAligned(pictures: readonly LabelledPicture[], options: RecogniseOptions) {
  const { embedding, runtime } = options.networks;
  const { model, input, crop, withMirrorImage } = await loadEmbeddingNetwork(
    embedding,
    await openRuntime(runtime),
  );
  const embed = withMirrorImage === true ? embedWithMirrorImage : embedFace;
  const subjects: Subjects = [];
  const failed: { path: string; reason: string }[] = [];
  for (const { path } of pictures) {
    const opened = await openPhoto((await readPhotoFile(path)).bytes);
    if (opened.info.width === alignedSize && opened.info.height === alignedSize) {
      const pixels = await opened.pixels(alignedSize);
      const sharpness = laplacianVariance(pixels);
      const facts = { quality: 1, sharpness, yaw: 0, sizePixels: alignedSize };
      // A network with a crop of its own sees what there is of it.
      const shown = crop === undefined ? pixels : alignFace(pixels, arcfaceTemplate, crop);
      subjects.push({ ...(await embed(model, shown, input)), ...facts });
    } else {
      subjects.push(null);
      failed.push({ path, reason: `Not an aligned face of ${alignedSize} x ${alignedSize} pixels.` });
    }
    options.onProgress(subjects.length, pictures.length);
  }
  return { subjects, failed };
}
