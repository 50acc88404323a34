import { iterateEmbeddings, saveEmbedding } from "../../app/db/embeddings.ts";
import { insertFace } from "../../app/db/faces.ts";
import type { Database } from "../../app/db/open.ts";
import { findPhotoByHash } from "../../app/db/photos.ts";
import { groupFaces, type GroupingOptions } from "../../app/people/group-faces.ts";
import { openFaceIndex } from "../../app/people/open-index.ts";
import { addPhoto, hashOf, plainFace } from "../support/catalogue.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { atDegrees } from "./unit-vectors.ts";

/** Two faces join from 60 degrees on, two endless groups from 75.5. */
export const options: GroupingOptions = {
  model: "m",
  cluster: {
    ...{ singleThreshold: 0.5, groupThreshold: 0.25, minimumWeight: 0.1, poorQuality: 0.1 },
    // Nobody looks like anybody.
    ...{ lookalikeSimilarity: 1, lookalikeCaution: 0, rivalMargin: -2 },
  },
};

/** Adds a face to the photo with this byte as its hash (and the photo, when there is none); returns its id. */
export function addFace(db: Database, photo: number, vector: Float32Array, x = 0): number {
  const photoId = findPhotoByHash(db, hashOf(photo))?.id ?? addPhoto(db, photo, `/${photo}.jpg`);
  const faceId = insertFace(db, photoId, { ...plainFace, quality: 1, box: { ...plainFace.box, x } });
  saveEmbedding(db, faceId, "m", vector);
  return faceId;
}

/** Faces at these angles, each in a photo of its own; returns their ids. */
export function addFacesAt(db: Database, firstPhoto: number, ...degrees: readonly number[]): number[] {
  return degrees.map((angle, at) => addFace(db, firstPhoto + at, atDegrees(angle)));
}

/** Groups all faces of the catalogue; how many found a place. */
export async function group(db: Database, changes: Partial<GroupingOptions> = {}): Promise<number> {
  const faces = [...iterateEmbeddings(db, "m")];
  const dimensions = faces[0]?.vector.length ?? 2;
  const identity = { folder: temporaryFolder(), model: "m", dimensions, revision: 0 };
  const { index } = await openFaceIndex(identity, () => faces);
  return await groupFaces(db, index, { ...options, ...changes });
}

/** The group of a face; null = none. */
export function clusterOf(db: Database, faceId: number): number | null | undefined {
  return [...iterateEmbeddings(db, "m")].find((face) => face.faceId === faceId)?.clusterId;
}

/** The groups of these faces, in their order. */
export function clustersOf(db: Database, faceIds: readonly number[]): (number | null | undefined)[] {
  return faceIds.map((faceId) => clusterOf(db, faceId));
}
