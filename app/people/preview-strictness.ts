import { assignmentsInPhotos, photosToPlace, type Assignment } from "../db/assignments.ts";
import type { Database } from "../db/open.ts";
import { limitsOf, type Strictness } from "./strictness.ts";
import { settlePhoto } from "./weigh-face.ts";
import { weighPhotos, type WeighedPhoto, type WeighOptions } from "./weigh-photos.ts";

/** What would change for one person; every face counts once. */
export interface PersonPreview {
  readonly personId: number;
  /** Faces that would be theirs by the machine's word, and are not now. */
  readonly newlyAssigned: readonly number[];
  /** Faces that are theirs by the machine's word, and would not be; some of them would be suggested instead. */
  readonly noLongerAssigned: readonly number[];
  /** Faces that would wait with this person, and neither wait with them nor are theirs now. */
  readonly newlySuggested: readonly number[];
  /** Faces that wait with this person, and would neither wait nor be theirs. */
  readonly noLongerSuggested: readonly number[];
}

/** Below the suggestions of the most generous level nothing is kept. */
const leastProbability = Math.min(...Object.values(limitsOf).map(({ suggested }) => suggested));

/**
 * Weighs all unnamed faces of the library once, for previews of every level; for 300,000 faces that takes a minute or
 * more, with other work getting its turns. It holds until the user names or changes something.
 */
export async function weighLibrary(db: Database, options: WeighOptions): Promise<WeighedPhoto[]> {
  const weighed: WeighedPhoto[] = [];
  for await (const photo of weighPhotos(db, photosToPlace(db), options)) {
    const verdicts = photo.verdicts.filter(({ probability }) => probability >= leastProbability);
    if (verdicts.length > 0) weighed.push({ ...photo, verdicts });
  }
  return weighed;
}

/**
 * What another strictness would change, before it is applied (`saveStrictness`, then `assignFaces`): person by person,
 * by id; people for whom nothing changes are left out. Takes milliseconds; `weighed` comes from `weighLibrary`.
 */
export function previewStrictness(
  db: Database,
  weighed: readonly WeighedPhoto[],
  strictness: Strictness,
): PersonPreview[] {
  const limits = limitsOf[strictness];
  const before = byFace(assignmentsInPhotos(db, photosToPlace(db)));
  const after = byFace(weighed.flatMap((photo) => settlePhoto(photo.verdicts, photo.confirmed, limits)));
  const changes = new Map<number, Record<Exclude<keyof PersonPreview, "personId">, number[]>>();
  const note = (personId: number, change: Exclude<keyof PersonPreview, "personId">, faceId: number) => {
    const known = changes.get(personId) ?? emptyPreview();
    known[change].push(faceId);
    changes.set(personId, known);
  };
  for (const [faceId, { personId, level }] of after) {
    const old = before.get(faceId);
    const isSamePerson = old?.personId === personId;
    if (level === "assigned" && !(isSamePerson && old.level === "assigned"))
      note(personId, "newlyAssigned", faceId);
    if (level === "suggested" && !isSamePerson) note(personId, "newlySuggested", faceId);
  }
  for (const [faceId, { personId, level }] of before) {
    const now = after.get(faceId);
    const isSamePerson = now?.personId === personId;
    if (level === "assigned" && !(isSamePerson && now.level === "assigned"))
      note(personId, "noLongerAssigned", faceId);
    if (level === "suggested" && !isSamePerson) note(personId, "noLongerSuggested", faceId);
  }
  return [...changes]
    .map(([personId, change]) => ({ personId, ...change }))
    .sort((a, b) => a.personId - b.personId);
}

function byFace(assignments: readonly Assignment[]): Map<number, Assignment> {
  return new Map(assignments.map((assignment) => [assignment.faceId, assignment]));
}

function emptyPreview() {
  return { newlyAssigned: [], noLongerAssigned: [], newlySuggested: [], noLongerSuggested: [] };
}
