import { peopleAppearingIn } from "../db/appearances.ts";
import { decidedFaces } from "../db/decided-faces.ts";
import { facesOfPhoto } from "../db/faces.ts";
import { importedDigests, importedPeople } from "../db/imported-names.ts";
import { judgementsOn } from "../db/judgements.ts";
import type { Database } from "../db/open.ts";
import { allPeople } from "../db/people.ts";
import { rejectionsInPhoto } from "../db/rejections.ts";
import { nameKey } from "./name-targets.ts";
import type { KnownLibrary } from "./plan-import.ts";

/** What a library knows now, as far as names of metadata are concerned. */
export function knownLibrary(db: Database): KnownLibrary {
  return {
    people: allPeople(db),
    importedPeople: new Map(importedPeople(db).map(({ name, personId }) => [nameKey(name), personId])),
    photo: (photoId) => {
      const faces = facesOfPhoto(db, photoId);
      const judged = judgedPeople(
        db,
        faces.map(({ id }) => id),
      );
      return {
        ...{ faces, appearing: peopleAppearingIn(db, photoId), sameAs: judged.same },
        rejections: [...rejectionsInPhoto(db, photoId), ...judged.others],
        imported: importedDigests(db, photoId),
      };
    },
  };
}

interface FaceAndPerson {
  readonly faceId: number;
  readonly personId: number;
}

/** People of whom the user said, by comparing faces, that a face is theirs (`same`), or is not (`others`). */
function judgedPeople(
  db: Database,
  faceIds: readonly number[],
): { readonly same: FaceAndPerson[]; readonly others: FaceAndPerson[] } {
  const judgements = faceIds.length === 0 ? [] : judgementsOn(db, faceIds);
  if (judgements.length === 0) return { same: [], others: [] };
  const compared = decidedFaces(db, [...new Set(judgements.flatMap(({ sides }) => sides.flat()))]);
  const personOfFace = new Map(compared.map(({ id, personId }) => [id, personId]));
  const told = (kind: "together" | "apart") =>
    judgements
      .filter((judgement) => judgement.kind === kind)
      .flatMap(({ sides: [one, other] }) =>
        kind === "together"
          ? [[one, one]]
          : [
              [one, other],
              [other, one],
            ],
      )
      .flatMap(([these = [], those = []]) =>
        these
          .filter((faceId) => faceIds.includes(faceId))
          .flatMap((faceId) =>
            those.flatMap((id) => {
              const personId = personOfFace.get(id);
              return personId == null ? [] : [{ faceId, personId }];
            }),
          ),
      );
  return { same: told("together"), others: told("apart") };
}
