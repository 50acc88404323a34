import { recogniseKnownFaces } from "../faces/known-faces.ts";
import { recogniseFaces, type Networks } from "../faces/recogniser.ts";
import { withoutClock, type RecognisedFace } from "../faces/represent.ts";
import { alignedSize } from "../faces/align.ts";
import { encodeJpeg } from "../photo/decode.ts";
import type { ExaminedFace, ExaminedPhoto, KnownPlace } from "./examine-messages.ts";
import { openSource } from "./photo-source.ts";
import { pointsOf } from "./embed-photo.ts";

/** JPEG quality of the crops: what the network saw is to be seen, not what JPEG makes of it. */
const cropQuality = 95;

const previewQuality = 85;

/**
 * Looks at one photo closely: its faces (those that are known, or all that are found), each with its vector and the crop
 * that the vector was made from, and a picture of the whole. Throws PhotoError when it cannot be decoded.
 */
export async function examinePhoto(
  bytes: Buffer,
  known: readonly KnownPlace[] | null,
  networks: Networks,
): Promise<ExaminedPhoto> {
  const { info, seen, source } = await openSource(bytes, withoutClock);
  const faces =
    known === null
      ? await recogniseFaces(source, networks)
      : await recogniseKnownFaces(
          source,
          known.map(({ score, landmarks, ...box }) => ({ box, score, landmarks: pointsOf(landmarks) })),
          networks,
        );
  return {
    width: info.width,
    height: info.height,
    preview: await encodeJpeg(seen, { longSide: Infinity, quality: previewQuality }),
    faces: await Promise.all(faces.map(examinedFace)),
  };
}

async function examinedFace({
  box,
  score,
  quality,
  embedding,
  embeddingNorm,
  aligned,
}: RecognisedFace): Promise<ExaminedFace> {
  return {
    ...{ box, score, quality: quality.overall, embedding, embeddingNorm },
    aligned: await encodeJpeg(aligned, { longSide: alignedSize, quality: cropQuality }),
  };
}
