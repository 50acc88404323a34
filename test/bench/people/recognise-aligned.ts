import type { LabelledPicture } from "../../../app/evaluate/labelled-folder.ts";
import { alignedSize } from "../../../app/faces/align.ts";
import { embedFace } from "../../../app/faces/embed.ts";
import { findLandmarks, fivePointsOf68 } from "../../../app/faces/landmarks.ts";
import { loadNetworks } from "../../../app/faces/load-networks.ts";
import { eyeDistanceOf, judgeQuality } from "../../../app/faces/quality.ts";
import type { Recipe } from "../../../app/library/recipe.ts";
import { onnxRuntime } from "../../../app/models/runtimes/onnx.ts";
import { openPhoto, resizePixels } from "../../../app/photo/decode.ts";
import { readPhotoFile } from "../../../app/photo/read-file.ts";

/** What a labelled set keeps of a face. */
export interface SeenFace {
  readonly vector: Float32Array;
  readonly quality: number;
}

/** About where a detector's box lies on an aligned face. */
const boxOfAligned = { x: 8, y: 4, width: 96, height: 108 };

/**
 * Embeds pictures that are aligned faces. Nothing was detected, so the score counts as a sure one, and how large the
 * face was in its photo is not known; sharpness, and frontality by 68 landmarks found on the crop, make its quality.
 */
export async function recogniseAligned(
  pictures: readonly LabelledPicture[],
  recipe: Recipe,
): Promise<SeenFace[]> {
  const { embedding, landmarks } = await loadNetworks(recipe.files, onnxRuntime, resizePixels);
  if (landmarks === null) throw new Error("The quality of an aligned face needs the landmark model.");
  const faces: SeenFace[] = [];
  for (const picture of pictures) {
    const opened = await openPhoto((await readPhotoFile(picture.path)).bytes);
    const aligned = await opened.pixels(alignedSize);
    const { vector } = await embedFace(embedding.model, aligned, embedding.input);
    const points = await findLandmarks(landmarks.model, aligned, boxOfAligned, landmarks.crop);
    const fivePoints = fivePointsOf68(points);
    const eyeDistance = eyeDistanceOf(fivePoints);
    const quality = judgeQuality({ score: 1, eyeDistance, aligned, fivePoints });
    faces.push({ vector, quality: quality.overall });
  }
  return faces;
}
