import { randomBytes } from "node:crypto";
import type { ExaminedFace, ExaminedPhoto, KnownPlace, PhotoToExamine } from "../analyze/examine-messages.ts";
import type { Examiner } from "../analyze/examiner.ts";
import { decidedFaces } from "../db/decided-faces.ts";
import { findPhotoFile } from "../db/face-picture.ts";
import { facesOfPhoto, personOf, type FaceBox } from "../db/faces.ts";
import type { Database } from "../db/open.ts";
import { findPerson } from "../db/people.ts";
import type { ModelStore } from "../models/store.ts";
import { matchPeople, type Match } from "../people/find.ts";
import { metrics, verifyFaces, type Metric, type Verdict, type VerificationScale } from "../people/verify.ts";
import { PhotoError } from "../photo/photo-error.ts";
import { isLengthUsed } from "../verification/judge.ts";
import { chooseRecipe, libraryRecipe } from "./choose-recipe.ts";
import type { KeptIndex } from "./kept-index.ts";
import type { Library } from "./open-library.ts";
import type { Recipe } from "./recipe.ts";

/** A picture of the comparison is not there (any more). */
export class PictureGoneError extends Error {
  override readonly name = "PictureGoneError";

  constructor() {
    super("This picture is not in memory any more. Choose it again.");
  }
}

/** A picture whose faces can be compared. */
export interface ComparedPicture {
  /** Only this server knows it, for as long as it keeps the picture. */
  readonly id: string;
  /** Pixels of the upright picture. */
  readonly width: number;
  readonly height: number;
  readonly faces: readonly {
    /** In shares of width and height, 0 to 1. */
    readonly box: FaceBox;
    readonly quality: number;
    /** In the library; null = an uploaded picture. */
    readonly faceId: number | null;
    /** Whose it is in the library; null = nobody's, or not known. */
    readonly personName: string | null;
  }[];
  /** The face to begin with; null = there is none. */
  readonly chosen: number | null;
}

/** One of a picture's faces. */
export interface FacePlace {
  readonly pictureId: string;
  readonly at: number;
}

/** How alike two faces are, by every metric. */
export interface ComparedFaces {
  readonly model: string;
  readonly detector: string;
  /** 0 to 1, that they are one person. */
  readonly probability: number;
  readonly verdicts: readonly (Omit<Verdict, "probability"> & { readonly metric: Metric })[];
}

/** Somebody of the library whom a face may show. */
export type FoundPerson = Match & { readonly name: string | null };

/** Compares faces of the library and of pictures that are only in memory. */
export interface Comparison {
  /** Rejects with PhotoError. `faceId`: that face is the one to begin with. */
  readonly addPhoto: (photoId: number, faceId?: number) => Promise<ComparedPicture>;
  readonly addUpload: (bytes: Uint8Array) => Promise<ComparedPicture>;
  /** JPEGs. Throw PictureGoneError. */
  readonly preview: (pictureId: string) => Uint8Array;
  readonly aligned: (place: FacePlace) => Uint8Array;
  readonly compare: (a: FacePlace, b: FacePlace) => ComparedFaces;
  /** Who in the library it is, the most alike first. */
  readonly findPeople: (place: FacePlace) => Promise<readonly FoundPerson[]>;
}

/** What comparisons work with. */
export interface ComparisonOptions {
  readonly library: Library;
  readonly store: ModelStore;
  readonly faceIndex: Pick<KeptIndex, "open">;
  readonly examiner: Pick<Examiner, "examine">;
}

interface KeptPicture {
  readonly photo: ExaminedPhoto;
  readonly recipe: Recipe;
  /** By the place of the face; empty for an upload. */
  readonly faceIds: readonly number[];
}

/** Pictures in memory, half a megabyte each; the one that was added first is forgotten. */
const mostPictures = 16;

/** Nearest faces looked at; several of one person count once. */
const nearestFaces = 50;

/** People named for a face. */
const mostFound = 5;

/** No pictures yet. */
export function createComparison({ library, store, faceIndex, examiner }: ComparisonOptions): Comparison {
  const { db } = library;
  const pictures = new Map<string, KeptPicture>();
  const recipeNow = async () =>
    (await libraryRecipe(db, store, () => undefined)) ?? (await chooseRecipe(store, {}, () => undefined));
  const add = async (
    photo: PhotoToExamine,
    known: readonly { readonly id: number; readonly place: KnownPlace }[] = [],
  ): Promise<KeptPicture & { readonly id: string }> => {
    const recipe = await recipeNow();
    const places = known.length === 0 ? null : known.map(({ place }) => place);
    const examined = await examiner.examine(recipe.files, photo, places);
    const kept = { photo: examined, recipe, faceIds: known.map(({ id }) => id) };
    const id = randomBytes(12).toString("hex");
    pictures.set(id, kept);
    for (const oldest of pictures.keys()) {
      if (pictures.size <= mostPictures) break;
      pictures.delete(oldest);
    }
    return { id, ...kept };
  };
  const pictureOf = (pictureId: string): KeptPicture => {
    const picture = pictures.get(pictureId);
    if (picture === undefined) throw new PictureGoneError();
    return picture;
  };
  const faceAt = ({ pictureId, at }: FacePlace): ExaminedFace => {
    const face = pictureOf(pictureId).photo.faces[at];
    if (face === undefined) throw new PictureGoneError();
    return face;
  };
  const scaleOf = ({ recipe }: KeptPicture) => {
    const model = store.describe(recipe.embedding);
    if (model.task !== "embedding") throw new TypeError(`${recipe.embedding} is a model for ${model.task}.`);
    return model;
  };

  return {
    addPhoto: async (photoId, faceId) => {
      const file = findPhotoFile(db, photoId);
      if (file?.path == null)
        throw new PhotoError("vanished", "No file of this photo is there. Is its drive connected?");
      const known = facesOfPhoto(db, photoId)
        .filter(({ isFalse }) => !isFalse)
        .map(({ id, box, score, landmarks }) => ({ id, place: { ...box, score, landmarks } }));
      const picture = await add({ from: "file", path: file.path }, known);
      return describePicture(db, picture, faceId);
    },
    addUpload: async (bytes) => describePicture(db, await add({ from: "bytes", bytes })),
    preview: (pictureId) => pictureOf(pictureId).photo.preview,
    aligned: (place) => faceAt(place).aligned,
    compare: (a, b) => {
      const picture = pictureOf(a.pictureId);
      // Vectors of two models say nothing about each other.
      if (pictureOf(b.pictureId).recipe.embedding !== picture.recipe.embedding) throw new PictureGoneError();
      const scale = scaleOf(picture);
      const [one, other] = [vectorOf(faceAt(a), scale), vectorOf(faceAt(b), scale)];
      const verdicts = metrics.map((metric) => ({ metric, ...verifyFaces(one, other, metric, scale) }));
      return {
        model: picture.recipe.embedding,
        detector: picture.recipe.detector,
        probability: verdicts[0]?.probability ?? 0,
        verdicts: verdicts.map(({ metric, verified, distance, threshold }) => ({
          ...{ metric, verified, distance, threshold },
        })),
      };
    },
    findPeople: async (place) => {
      const { embedding } = faceAt(place);
      const picture = pictureOf(place.pictureId);
      const opened = await faceIndex.open();
      if (opened?.model !== picture.recipe.embedding) return [];
      const own = picture.faceIds[place.at];
      const near = opened.index.search(embedding, nearestFaces).filter(({ faceId }) => faceId !== own);
      const { verification, calibration } = scaleOf(picture);
      const faces = decidedFaces(
        db,
        near.map(({ faceId }) => faceId),
      );
      const owners = new Map(
        faces
          .filter(({ ignored, isFalse }) => !ignored && !isFalse)
          .map((face) => [face.id, { personId: personOf(face), clusterId: face.clusterId }]),
      );
      return matchPeople(near, (faceId) => owners.get(faceId), {
        threshold: verification.cosine,
        calibration,
      })
        .slice(0, mostFound)
        .map((match) => ({
          ...match,
          name: match.personId === null ? null : (findPerson(db, match.personId)?.name ?? null),
        }));
    },
  };
}

function describePicture(
  db: Database,
  { id, photo, faceIds }: KeptPicture & { readonly id: string },
  chosenFaceId?: number,
): ComparedPicture {
  const { width, height, faces } = photo;
  const decided = new Map(decidedFaces(db, faceIds).map((face) => [face.id, face]));
  const largest = faces.reduce<number | null>(
    (best, { box }, at) => (best === null || box.width > (faces[best]?.box.width ?? 0) ? at : best),
    null,
  );
  const wanted = chosenFaceId === undefined ? -1 : faceIds.indexOf(chosenFaceId);
  return {
    ...{ id, width, height },
    faces: faces.map(({ box, quality }, at) => {
      const face = decided.get(faceIds[at] ?? 0);
      const personId = face === undefined ? null : personOf(face);
      return {
        box: {
          ...{ x: box.x / width, y: box.y / height },
          ...{ width: box.width / width, height: box.height / height },
        },
        quality,
        faceId: faceIds[at] ?? null,
        personName: personId === null ? null : (findPerson(db, personId)?.name ?? null),
      };
    }),
    chosen: wanted === -1 ? largest : wanted,
  };
}

/** With the length that the network gave it, where the model's Euclidean distance is by that; no other metric minds. */
function vectorOf({ embedding, embeddingNorm = 1 }: ExaminedFace, scale: VerificationScale): Float32Array {
  return isLengthUsed(scale) ? embedding.map((value) => value * embeddingNorm) : embedding;
}
