import { arcFace } from "./arcface.ts";
import { deepFace } from "./deepface.ts";
import { deepId } from "./deepid.ts";
import { facenet128, facenet512 } from "./facenet.ts";
import type { KerasNetworkName } from "./network-names.ts";
import type { NetworkShape } from "./network-shape.ts";
import { openFace } from "./openface.ts";
import { vggFace } from "./vgg-face.ts";

const builders: Readonly<Record<KerasNetworkName, () => NetworkShape>> = {
  "vgg-face": vggFace,
  "facenet-128": facenet128,
  "facenet-512": facenet512,
  openface: openFace,
  deepface: deepFace,
  deepid: deepId,
  arcface: arcFace,
};

/** A network's layers, without weights. */
export function buildNetwork(name: KerasNetworkName): NetworkShape {
  return builders[name]();
}
