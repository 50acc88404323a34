import type { DetectorKind } from "./detector-schema.ts";
import type { OnnxDetectorDescription } from "./manifest.ts";
import type { NamedShape } from "./tensor-shape.ts";

/** A detector's kind, told by the shapes of its outputs, and how such networks are fed. */
export interface RecognisedDetector {
  readonly kind: DetectorKind;
  readonly title: string;
  readonly input: Pick<OnnxDetectorDescription["input"], "channels" | "mean" | "scale">;
  /** Names in the order in which the kind's decoder takes them. */
  readonly outputs: string[];
}

interface Family {
  readonly title: string;
  readonly input: RecognisedDetector["input"];
  /** What its outputs are, for people. */
  readonly needed: string;
  readonly orderOutputs: (outputs: readonly NamedShape[]) => string[] | undefined;
}

type UserDetectorKind = "yunet" | "scrfd" | "centerface" | "retinaface";

const yunetOutputs = ["cls", "obj", "bbox", "kps"].flatMap((part) =>
  [8, 16, 32].map((stride) => `${part}_${stride}`),
);

/** What detectors that users have are like. The file does not say how it is fed: as their authors do. */
const families: Readonly<Record<UserDetectorKind, Family>> = {
  yunet: {
    title: "YuNet",
    input: { channels: "bgr", mean: [0, 0, 0], scale: [1, 1, 1] },
    needed: `the outputs ${yunetOutputs.join(", ")}`,
    orderOutputs: (outputs) => {
      const names = outputs.map(({ name }) => name);
      return yunetOutputs.every((name) => names.includes(name)) ? yunetOutputs : undefined;
    },
  },
  scrfd: {
    title: "SCRFD",
    input: { channels: "rgb", mean: [127.5, 127.5, 127.5], scale: [1 / 128, 1 / 128, 1 / 128] },
    needed: "for each of 3 or 5 strides outputs of Nx1, Nx4 and, if it finds points, Nx10",
    orderOutputs: (outputs) => {
      const [scores, boxes, points] = [1, 4, 10].map((last) => withLast(outputs, last)) as [
        string[],
        string[],
        string[],
      ];
      const isComplete =
        (scores.length === 3 || scores.length === 5) &&
        boxes.length === scores.length &&
        (points.length === 0 || points.length === scores.length) &&
        outputs.length === scores.length + boxes.length + points.length;
      return isComplete ? [...scores, ...boxes, ...points] : undefined;
    },
  },
  centerface: {
    title: "CenterFace",
    input: { channels: "rgb", mean: [0, 0, 0], scale: [1, 1, 1] },
    needed:
      "outputs of 1x1xHxW (heatmap), 1x2xHxW (scale), 1x2xHxW (offset) and 1x10xHxW (points), in this order",
    orderOutputs: (outputs) => {
      const planes = outputs.map(({ dims }) => (dims.length === 4 ? dims[1] : undefined));
      return planes.join() === "1,2,2,10" ? outputs.map(({ name }) => name) : undefined;
    },
  },
  retinaface: {
    title: "RetinaFace",
    input: { channels: "bgr", mean: [104, 117, 123], scale: [1, 1, 1] },
    needed: "outputs of 1xNx2 (scores), 1xNx4 (boxes) and 1xNx10 (points)",
    orderOutputs: (outputs) => {
      if (outputs.length !== 3) return undefined;
      const names = [2, 4, 10].flatMap((last) => withLast(outputs, last));
      return names.length === 3 ? names : undefined;
    },
  },
};

/** Names of the outputs that are rows of `numbers` numbers, in the order of the file. */
function withLast(outputs: readonly NamedShape[], numbers: number): string[] {
  return outputs
    .filter(({ dims }) => (dims.length === 2 || dims.length === 3) && dims.at(-1) === numbers)
    .map(({ name }) => name);
}

function kindsOf(kind: UserDetectorKind | "detector"): readonly UserDetectorKind[] {
  return kind === "detector" ? (Object.keys(families) as UserDetectorKind[]) : [kind];
}

/** Which detector has these outputs? `kind` is one that the user says it is, or "detector" for any; undefined = none. */
export function recogniseDetector(
  outputs: readonly NamedShape[],
  kind: UserDetectorKind | "detector",
): RecognisedDetector | undefined {
  for (const candidate of kindsOf(kind)) {
    const { title, input, orderOutputs } = families[candidate];
    const ordered = orderOutputs(outputs);
    if (ordered !== undefined) return { kind: candidate, title, input, outputs: [...ordered] };
  }
  return undefined;
}

/** What a model has to give to be a detector of this kind, for an error. */
export function neededOutputs(kind: UserDetectorKind | "detector"): string {
  return kindsOf(kind)
    .map((candidate) => `${families[candidate].needed} (${families[candidate].title})`)
    .join("; or ");
}
