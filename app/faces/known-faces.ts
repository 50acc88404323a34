import { scaleBox, scalePoint, type Box, type Point } from "./geometry.ts";
import { findLandmarks } from "./landmarks.ts";
import type { Networks } from "./recogniser.ts";
import {
  analysisLongSide,
  representFaces,
  withoutClock,
  type PictureSource,
  type RecognisedFace,
  type TimeStage,
} from "./represent.ts";

/** A face whose place in a photo is known. All lengths are pixels of the upright photo at full size. */
export interface KnownFace {
  readonly box: Box;
  /** 0 to 1; it goes into the quality. */
  readonly score: number;
  /** 68 landmarks or five points; empty = not known, as for a face drawn by hand. */
  readonly landmarks: readonly Point[];
}

/**
 * Aligns, judges and represents faces that were found before, or drawn by hand, in the order given. Faces without
 * landmarks get them from the landmark network; throws when the recipe has none. (Guessing them from the box does not
 * do: the vector of a clear face so aligned had a cosine of 0.2 with its own.)
 */
export async function recogniseKnownFaces(
  source: PictureSource,
  known: readonly KnownFace[],
  networks: Pick<Networks, "landmarks" | "embedding">,
  time: TimeStage = withoutClock,
): Promise<RecognisedFace[]> {
  const seen = await source.pixels(analysisLongSide);
  const toSeen = seen.width / source.width;
  const placed = await time("landmarks", () =>
    Promise.all(
      known.map(async ({ box, score, landmarks }) => {
        const seenBox = scaleBox(box, toSeen);
        if (landmarks.length > 0) {
          return { box: seenBox, score, landmarks: landmarks.map((point) => scalePoint(point, toSeen)) };
        }
        if (networks.landmarks === null) throw new Error("Faces drawn by hand need the landmark model.");
        const { model, crop } = networks.landmarks;
        return { box: seenBox, score, landmarks: await findLandmarks(model, seen, seenBox, crop) };
      }),
    ),
  );
  return await representFaces(source, seen, placed, networks.embedding, time);
}
