import type { Box } from "../faces/geometry.ts";
import { clipBox } from "../faces/geometry.ts";

/**
 * Of the faces found in a picture, the one that the picture is about: "the largest face near the centre".
 * It is the face with the highest visible area x (1 - d / h), where the visible area is the part of the box inside the
 * picture, d the distance from that part's centre to the picture's centre, and h half the picture's
 * diagonal; so the weight falls evenly from 1 in the centre to 0 in a corner, and a face half way
 * to the corner must be twice as large as one in the middle. Of equals, the first. Boxes in pixels of the picture.
 * Undefined when there is no face.
 */
export function chooseFace<Face extends { readonly box: Box }>(
  faces: readonly Face[],
  picture: { readonly width: number; readonly height: number },
): Face | undefined {
  let chosen: Face | undefined;
  let highest = -Infinity;
  for (const face of faces) {
    const prominence = prominenceOf(face.box, picture);
    if (prominence <= highest) continue;
    chosen = face;
    highest = prominence;
  }
  return chosen;
}

function prominenceOf(box: Box, picture: { readonly width: number; readonly height: number }): number {
  const visible = clipBox(box, picture);
  const distance = Math.hypot(
    visible.x + visible.width / 2 - picture.width / 2,
    visible.y + visible.height / 2 - picture.height / 2,
  );
  const halfDiagonal = Math.hypot(picture.width, picture.height) / 2;
  return visible.width * visible.height * (1 - distance / halfDiagonal);
}
