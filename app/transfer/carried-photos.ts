import type { Database } from "../db/open.ts";
import { allPeople } from "../db/people.ts";
import { allRoots } from "../db/roots.ts";
import {
  carriedAppearances,
  carriedFaces,
  carriedFiles,
  carriedGroupings,
  carriedPhotosAfter,
  type CarriedFace,
  type CarriedGrouping,
  type CarriedPhoto,
} from "../db/transfer.ts";
import { areaOf, compareAreas } from "./areas.ts";
import type { TransferFace, TransferPhoto } from "./format.ts";

/** Photos read at a time: some 5 ms. */
const photosPerPage = 500;

/** A photo as the file tells it, with the ids that its faces have in this catalogue, in the same order. */
export interface DescribedPhoto {
  readonly photo: TransferPhoto;
  /** The first of its files, as this computer names it; null = there is none any more. */
  readonly path: string | null;
  readonly faceIds: readonly number[];
}

/** Says ids of people of this catalogue as a file does. */
export type IdentityOf = (personId: number) => string;

/** All photos about which there is something to carry along, by their hash, page by page. */
export function* describePhotos(db: Database, identityOf: IdentityOf): Generator<DescribedPhoto[], void> {
  const inFolder = foldersOf(db);
  const coverOf = new Map(allPeople(db).map(({ id, coverFaceId }) => [coverFaceId, id]));
  for (let after: Uint8Array | null = null; ;) {
    const photos = carriedPhotosAfter(db, after, photosPerPage);
    const last = photos.at(-1);
    if (last === undefined) return;
    after = last.contentHash;
    const ids = photos.map(({ id }) => id);
    const faces = Map.groupBy(carriedFaces(db, ids), ({ photoId }) => photoId);
    const files = Map.groupBy(carriedFiles(db, ids), ({ photoId }) => photoId);
    const groupings = new Map(carriedGroupings(db, ids).map((grouping) => [grouping.photoId, grouping]));
    const people = Map.groupBy(carriedAppearances(db, ids), ({ photoId }) => photoId);
    yield photos.map((photo) => {
      const described = (faces.get(photo.id) ?? [])
        .map((face) => ({ id: face.id, face: describeFace(face, photo, coverOf.get(face.id), identityOf) }))
        .sort(
          (a, b) =>
            compareAreas(a.face, b.face) || compareText(JSON.stringify(a.face), JSON.stringify(b.face)),
        );
      const appearing = (people.get(photo.id) ?? []).map(({ personId }) => identityOf(personId)).sort();
      return {
        photo: {
          hash: hashText(photo.contentHash),
          files: (files.get(photo.id) ?? []).map(({ path }) => inFolder(path)),
          ...(photo.width !== null && photo.height !== null && { width: photo.width, height: photo.height }),
          ...(photo.takenAt !== null && { taken: photo.takenAt }),
          ...(described.length > 0 && { faces: described.map(({ face }) => face) }),
          ...(appearing.length > 0 && { people: appearing }),
          ...describeGrouping(groupings.get(photo.id)),
        },
        path: files.get(photo.id)?.[0]?.path ?? null,
        faceIds: described.map(({ id }) => id),
      };
    });
  }
}

function describeGrouping(grouping: CarriedGrouping | undefined): Partial<TransferPhoto> {
  if (grouping === undefined) return {};
  const { stackedWith, isUnstacked, isStackCover, partedFrom } = grouping;
  return {
    ...(stackedWith !== null && { stackedWith: hashText(stackedWith) }),
    ...(isUnstacked === 1 && { unstacked: true }),
    ...(isStackCover === 1 && { stackCover: true }),
    ...(partedFrom !== null && { partedFrom: hashText(partedFrom) }),
  };
}

/** "0a1b...": a hash in hexadecimal digits. */
export function hashText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function describeFace(
  face: CarriedFace,
  photo: CarriedPhoto,
  coverOf: number | undefined,
  identityOf: IdentityOf,
): TransferFace {
  const { x, y, width, height, origin, personId, ignored, isFalse, assignedTo, probability, level } = face;
  const size =
    photo.width === null || photo.height === null ? null : { width: photo.width, height: photo.height };
  const rejected = (JSON.parse(face.rejected) as number[]).map(identityOf).sort();
  return {
    ...areaOf({ x, y, width, height }, size),
    ...(face.frameMs !== null && { frameMs: face.frameMs }),
    ...(origin !== "detected" && { origin }),
    ...(personId !== null && { person: identityOf(personId) }),
    ...(coverOf !== undefined && { coverOf: identityOf(coverOf) }),
    ...(ignored === 1 && { ignored: true }),
    ...(isFalse === 1 && { notAFace: true }),
    ...(rejected.length > 0 && { notPeople: rejected }),
    ...(assignedTo !== null &&
      probability !== null &&
      level !== null && { [level]: { person: identityOf(assignedTo), probability } }),
  };
}

/** Tells the folder that a file lies in, by its number among the folders of the library, and its path in there. */
function foldersOf(db: Database): (path: string) => TransferPhoto["files"][number] {
  const folders = allRoots(db)
    .map(({ path }, folder) => ({ folder, path, top: path.replace(/[\\/]$/, "") }))
    .sort((a, b) => b.top.length - a.top.length);
  return (path) => {
    const inside = folders.find(({ top }) => path.startsWith(top) && /^[\\/]/.test(path.slice(top.length)));
    if (inside !== undefined) {
      const rest = path.slice(inside.top.length + 1);
      return { folder: inside.folder, path: path.startsWith("/") ? rest : rest.replaceAll("\\", "/") };
    }
    const single = folders.find((folder) => folder.path === path);
    if (single === undefined) return { path };
    return {
      folder: single.folder,
      path: path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1),
    };
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
