import sharp, { type Sharp } from "sharp";
import type { FaceRow } from "./library.ts";

/** A picture of one face alone: a square around its box, `margin` of the box's longer side wider on each side. */
export async function cropFace({ photo, box }: FaceRow, margin: number): Promise<Sharp> {
  const { width, height } = await sharp(photo).metadata();
  const side = Math.max(box.width, box.height) * (1 + 2 * margin);
  const left = Math.max(0, Math.round(box.x + box.width / 2 - side / 2));
  const top = Math.max(0, Math.round(box.y + box.height / 2 - side / 2));
  const area = {
    left,
    top,
    width: Math.min(width - left, Math.round(side)),
    height: Math.min(height - top, Math.round(side)),
  };
  const pixels = await sharp(photo).extract(area).png().toBuffer();
  return sharp(pixels);
}
