import { basename } from "node:path";
import { facesOfPhoto, insertFace, type FaceBox } from "../../db/faces.ts";
import { filesOfPhoto } from "../../db/files.ts";
import type { Database } from "../../db/open.ts";
import { clipBox, intersectionOverUnion } from "../../faces/geometry.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { choosePerson, type PersonChoice } from "../choose-person.ts";
import { confirmFaces } from "../confirm-faces.ts";
import { FaceBoxError, FaceThereAlreadyError } from "../errors.ts";
import { knownFace, knownPhoto } from "../known.ts";

/** What to draw. */
export interface DrawFace {
  readonly photoId: number;
  /** Pixels of the upright photo; what reaches over its edge is cut off. */
  readonly box: FaceBox;
  readonly person?: PersonChoice;
  /** The person may have another face in the photo, as in a collage or a mirror. Default false. */
  readonly allowTwice?: boolean;
}

/** A face that was drawn. */
export interface DrawnFace {
  /** To embed: the face has no vector yet. */
  readonly faceId: number;
  readonly photoId: number;
  readonly personId: number | null;
  readonly personName: string | null;
}

/** The smallest side of a box, in pixels: less is a slip of the hand. Detectors and embedders see nothing in it. */
const smallestSidePx = 8;

/** Two boxes that share half of their area are the same face, as when a photo is analysed anew. */
const sameFaceOverlap = 0.5;

/**
 * Adds a face that no detector found, with or without a person. It counts as theirs but never defines what they look
 * like: its quality is 0.
 * @throws UnknownPhotoError, FaceBoxError; FaceThereAlreadyError where there is one; for the person as `nameFace`.
 */
export function drawFace(
  context: ActionContext,
  { photoId, box, person, allowTwice = false }: DrawFace,
): PerformedAction & { readonly result: DrawnFace } {
  const { db } = context;
  const summary = ({ personName }: DrawnFace) => {
    const [file] = filesOfPhoto(db, photoId);
    const where = file === undefined ? "a photo" : basename(file.path);
    return `drew a face ${personName === null ? "" : `of ${personName} `}in ${where}`;
  };
  return act(context, { kind: "draw-face", summary }, () => {
    const measured = { score: 0, quality: 0, sharpness: 0, yaw: 0, landmarks: new Float32Array(0) };
    const faceId = insertFace(db, photoId, { ...measured, box: checkedBox(db, photoId, box) }, "drawn");
    if (person === undefined) return { faceId, photoId, personId: null, personName: null };
    const chosen = choosePerson(db, person);
    confirmFaces(db, [knownFace(db, faceId)], chosen, { allowTwice });
    return { faceId, photoId, personId: chosen.id, personName: chosen.name };
  });
}

function checkedBox(db: Database, photoId: number, box: FaceBox): FaceBox {
  const { width, height, durationMs } = knownPhoto(db, photoId);
  if (durationMs !== null) throw new FaceBoxError(photoId, "video");
  if (width === null || height === null) throw new FaceBoxError(photoId, "no-size-known");
  if (![box.x, box.y, box.width, box.height].every(Number.isFinite))
    throw new FaceBoxError(photoId, "outside");
  const clipped = clipBox(box, { width, height });
  if (clipped.width <= 0 || clipped.height <= 0) throw new FaceBoxError(photoId, "outside");
  if (Math.min(clipped.width, clipped.height) < smallestSidePx) throw new FaceBoxError(photoId, "too-small");
  const there = facesOfPhoto(db, photoId).find(
    (face) => !face.isFalse && intersectionOverUnion(face.box, clipped) >= sameFaceOverlap,
  );
  if (there !== undefined) throw new FaceThereAlreadyError(there.id);
  return clipped;
}
