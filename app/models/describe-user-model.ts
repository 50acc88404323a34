import { UnsuitableModelError } from "./errors.ts";
import { neededOutputs, recogniseDetector } from "./recognise-detector.ts";
import type { ModelDescription } from "./manifest.ts";
import { describeShapes } from "./tensor-shape.ts";
import type { ModelShapes, NamedShape } from "./tensor-shape.ts";

export interface UserModelFile {
  readonly id: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly shapes: ModelShapes;
}

/** What `familiar models add` can take besides the models it knows. */
export const userModelKinds = [
  "embedding",
  "detector",
  "yunet",
  "scrfd",
  "centerface",
  "retinaface",
] as const;

/** "detector" is any kind of detector that its outputs tell. */
export type UserModelKind = (typeof userModelKinds)[number];

/** Side of the aligned face that every recognition network here sees, in pixels (the ArcFace template). */
const alignedSide = 112;

function isOneOrOpen(size: number | null | undefined): boolean {
  return size === 1 || size === null;
}

function commonFacts(file: UserModelFile, title: string, purpose: string) {
  return {
    id: file.id,
    title,
    purpose,
    format: "onnx" as const,
    fileName: `${file.id}.onnx`,
    sizeBytes: file.sizeBytes,
    sha256: file.sha256,
    licence: "unknown",
    licenceNote: "Your own model: its licence is yours to check.",
    source: { type: "file" as const },
  };
}

function describeEmbedding(
  file: UserModelFile,
  input: NamedShape,
  output: NamedShape,
): ModelDescription | undefined {
  const [batch, channels, height, width] = input.dims;
  const [rows, dimensions] = output.dims;
  const isAlignedFace =
    isOneOrOpen(batch) && channels === 3 && height === alignedSide && width === alignedSide;
  const isVector =
    output.dims.length === 2 && isOneOrOpen(rows) && typeof dimensions === "number" && dimensions > 1;
  if (input.dims.length !== 4 || !isAlignedFace || !isVector) return undefined;
  // ArcFace's distance in DeepFace's table, and a calibration that says 0.5 there: a start until fitted to this model.
  const cosine = 0.68;
  const unitDistance = Math.sqrt(2 * cosine);
  return {
    ...commonFacts(
      file,
      `${file.id} (your own)`,
      `Turns a face into ${dimensions} numbers; thresholds not fitted yet.`,
    ),
    task: "embedding",
    kind: "embedding",
    input: {
      name: input.name,
      width: alignedSide,
      height: alignedSide,
      channels: "rgb",
      layout: "nchw",
      // The file does not say; nearly all networks of this input shape were trained so.
      mean: [127.5, 127.5, 127.5],
      scale: [1 / 128, 1 / 128, 1 / 128],
    },
    outputs: [output.name],
    dimensions,
    verification: { cosine, euclidean: unitDistance, euclidean_l2: unitDistance },
    calibration: { slope: 20, intercept: -20 * (1 - cosine) },
  };
}

/**
 * Describes a model that Familiar does not know, from what its file says about itself.
 * @throws UnsuitableModelError, naming the shapes found, when it does not fit the kind
 */
export function describeUserModel(file: UserModelFile, kind: UserModelKind): ModelDescription {
  const [input, ...furtherInputs] = file.shapes.inputs;
  const [output] = file.shapes.outputs;
  const isSingle = input !== undefined && output !== undefined && furtherInputs.length === 0;
  let described: ModelDescription | undefined;
  if (isSingle && kind === "embedding") described = describeEmbedding(file, input, output);
  if (isSingle && kind !== "embedding") described = describeDetector(file, input, kind);
  if (described !== undefined) return described;
  const needed =
    kind === "embedding"
      ? `for recognition one input of 1x3x${alignedSide}x${alignedSide} and an output of 1xN`
      : `for a detector one input of 1x3xHEIGHTxWIDTH (multiples of 32) and ${neededOutputs(kind)}`;
  throw new UnsuitableModelError(file.path, needed, describeShapes(file.shapes));
}

function describeDetector(
  file: UserModelFile,
  input: NamedShape,
  kind: Exclude<UserModelKind, "embedding">,
): ModelDescription | undefined {
  const [batch, channels, height, width] = input.dims;
  const isPicture =
    input.dims.length === 4 &&
    isOneOrOpen(batch) &&
    channels === 3 &&
    height !== undefined &&
    width !== undefined;
  const isOnGrid = [height, width].every((side) => side === null || (side ?? 1) % 32 === 0);
  if (!isPicture || !isOnGrid || (height === null) !== (width === null)) return undefined;
  const recognised = recogniseDetector(file.shapes.outputs, kind);
  if (recognised === undefined) return undefined;
  return {
    ...commonFacts(file, `${file.id} (your own)`, `Finds faces, as ${recognised.title} does.`),
    task: "detector",
    kind: recognised.kind,
    input: { name: input.name, width, height, layout: "nchw", ...recognised.input },
    outputs: recognised.outputs,
  };
}
