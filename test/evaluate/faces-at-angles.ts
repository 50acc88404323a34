import type { LabelledFaces } from "../../app/evaluate/labelled-faces.ts";

/** Faces as directions in a plane, so that a reader sees who is near whom; undefined = no face found. */
export function facesAtAngles(
  photos: readonly (readonly [identity: number, degrees: number | undefined])[],
): LabelledFaces {
  const radians = photos.map(([, degrees]) =>
    degrees === undefined ? undefined : (degrees * Math.PI) / 180,
  );
  return {
    embeddings: Float32Array.from(
      radians.flatMap((r) => (r === undefined ? [0, 0] : [Math.cos(r), Math.sin(r)])),
    ),
    dimension: 2,
    identities: Int32Array.from(photos.map(([identity]) => identity)),
    hasFace: Uint8Array.from(photos.map(([, degrees]) => (degrees === undefined ? 0 : 1))),
  };
}

export function cosine(degrees: number): number {
  return Math.cos((degrees * Math.PI) / 180);
}
