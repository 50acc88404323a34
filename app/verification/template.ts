import { normalise } from "../faces/embed.ts";
import type { Verdict } from "../people/verify.ts";
import type { Comparable } from "./comparable-face.ts";
import type { Judge } from "./judge.ts";

/** How several photos of a person are compared with one face: as their average, or each, of which the nearest counts. */
export const templateKinds = ["average", "nearest"] as const;

export type TemplateKind = (typeof templateKinds)[number];

/** The verdict on a face and a person, and which of the person's faces decided. */
export interface TemplateVerdict extends Verdict {
  /** The place in the references; null = all of them together. */
  readonly reference: number | null;
}

/**
 * The mean of several faces of one person, as one face: the direction of the mean of their unit vectors, the means of all
 * else. One face is its own template. Throws RangeError without faces.
 */
export function averageTemplate(faces: readonly Comparable[]): Comparable {
  const [first] = faces;
  if (first === undefined) throw new RangeError("A template is made of one face or more.");
  if (faces.length === 1) return first;
  const mean = (of: (face: Comparable) => number) =>
    faces.reduce((sum, face) => sum + of(face), 0) / faces.length;
  return {
    represented: first.represented.map(({ vector }, member) => {
      const sum = new Float32Array(vector.length);
      for (const face of faces) {
        for (const [at, value] of (face.represented[member]?.vector ?? []).entries()) {
          sum[at] = (sum[at] ?? 0) + value;
        }
      }
      return { vector: normalise(sum).vector, norm: mean((face) => face.represented[member]?.norm ?? 1) };
    }),
    quality: mean(({ quality }) => quality),
    sharpness: mean(({ sharpness }) => sharpness),
    yaw: mean(({ yaw }) => yaw),
    sizePixels: mean(({ sizePixels }) => sizePixels),
  };
}

/** Compares a face with several faces of one person. Throws RangeError without them. */
export function compareWithPerson(
  judge: Judge,
  face: Comparable,
  references: readonly Comparable[],
  kind: TemplateKind,
): TemplateVerdict {
  if (kind === "average") {
    const reference = references.length === 1 ? 0 : null;
    return { ...judge.compare(face, averageTemplate(references)), reference };
  }
  let nearest: TemplateVerdict | undefined;
  for (const [reference, known] of references.entries()) {
    const verdict = judge.compare(face, known);
    if (nearest === undefined || verdict.distance < nearest.distance) nearest = { ...verdict, reference };
  }
  if (nearest === undefined) throw new RangeError("A person is known by one face or more.");
  return nearest;
}
