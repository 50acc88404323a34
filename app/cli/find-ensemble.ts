import { faceRowsOf } from "../db/faces.ts";
import { intersectionOverUnion, type Box } from "../faces/geometry.ts";
import type { Library } from "../library/open-library.ts";
import type { ComparableFace } from "../verification/comparable-face.ts";
import { UnusablePhotoError } from "../verification/errors.ts";
import type { ReadFaces } from "../verification/face-reader.ts";
import type { OpenJudge } from "../verification/open-judge.ts";
import { note } from "./console.ts";
import type { FindResult } from "./find.ts";
import { count } from "./words.ts";

/** Two detectors' boxes of one face overlap by more than this. */
const sameFaceOverlap = 0.4;

/**
 * Has the ensemble judge what was found in the library: the face of each match is looked at again, in its photo, by every
 * member. A match whose photo is not there, or whose face the ensemble does not find, keeps the model's word.
 */
export async function judgeByEnsemble(
  library: Library,
  { judge, readFaces }: OpenJudge,
  result: FindResult,
): Promise<FindResult> {
  const faceIds = result.faces.flatMap(({ matches }) => matches.map(({ faceId }) => faceId));
  const places = new Map(faceRowsOf(library.db, faceIds).map(({ id, photo, box }) => [id, { photo, box }]));
  const faceIn = createFaceFinder(readFaces);
  const faces: FindResult["faces"][number][] = [];
  let unseen = 0;
  for (const face of result.faces) {
    const own = await faceIn(result.photo, face.box);
    const matches: FindResult["faces"][number]["matches"][number][] = [];
    for (const match of face.matches) {
      const place = places.get(match.faceId);
      const known = place?.photo == null ? undefined : await faceIn(place.photo, place.box);
      if (own === undefined || known === undefined) {
        unseen++;
        matches.push(match);
        continue;
      }
      const { probability, verified } = judge.compare(own, known);
      matches.push({ ...match, probability, verified });
    }
    matches.sort((a, b) => b.probability - a.probability);
    faces.push({ ...face, matches });
  }
  if (unseen > 0) {
    note(
      `${count(unseen, "match", "matches")} could not be looked at again; the library's own model decides there.`,
    );
  }
  return { ...result, faces };
}

/** Finds the face at a place of a photo, and reads each photo once. */
function createFaceFinder(
  readFaces: ReadFaces,
): (photo: string, box: Box) => Promise<ComparableFace | undefined> {
  const read = new Map<string, readonly ComparableFace[]>();
  return async (photo, box) => {
    let faces = read.get(photo);
    if (faces === undefined) {
      faces = await readFaces(photo).then(
        (found) => found.faces,
        (error: unknown) => {
          if (error instanceof UnusablePhotoError) return [];
          throw error;
        },
      );
      read.set(photo, faces);
    }
    const overlapping = faces.filter((face) => intersectionOverUnion(face.box, box) > sameFaceOverlap);
    return overlapping.toSorted(
      (a, b) => intersectionOverUnion(b.box, box) - intersectionOverUnion(a.box, box),
    )[0];
  };
}
