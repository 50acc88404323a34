import { basename } from "node:path";
import { createCluster } from "../../app/db/clusters.ts";
import { saveEmbedding } from "../../app/db/embeddings.ts";
import { allFaceRows, setCluster, setIgnored } from "../../app/db/faces.ts";
import { storedModels } from "../../app/db/stored-recipe.ts";
import { inTransaction } from "../../app/db/transaction.ts";
import { createActionContext, openLibrary, type OwnedLibrary } from "../../app/library/open-library.ts";
import { bumpVectorRevision } from "../../app/db/vector-revision.ts";
import { nameGroup } from "../../app/people/actions/name-group.ts";
import { assignFaces } from "../../app/people/assign.ts";
import { saveStrictness } from "../../app/people/strictness.ts";
import { sampleLibrary } from "./served-library.ts";
import { dimensionsOfDefault, plainAxes } from "./plain-axes.ts";

/** A group of faces: of each the sample photo that it is taken from, and what it looks like. */
export interface GroupToReview {
  /** Null = an unnamed group. */
  readonly name: string | null;
  readonly faces: readonly { readonly photo: number; readonly vector: Float32Array }[];
}

/** A unit vector: the looks of a person with this number, in part those of another one. */
export function looksOf(person: number, similarity = 1, other = 0): Float32Array {
  const vector = new Float32Array(dimensionsOfDefault);
  vector[plainAxes[other] ?? 0] = Math.sqrt(1 - similarity ** 2);
  vector[plainAxes[person] ?? 0] = similarity;
  return vector;
}

/**
 * The sample library with these people and groups and no others, so that a review asks what a test is about: real
 * photos and faces, of which only the vectors are made up. Every other face is ignored. Photos are 1 to 6; each has at
 * least three faces.
 */
export async function libraryToReview(groups: readonly GroupToReview[]): Promise<string> {
  const folder = await sampleLibrary();
  const library = await openLibrary(folder, { command: "familiar (test)" });
  try {
    const names = arrange(library, groups);
    const context = createActionContext(library);
    for (const [groupId, name] of names) nameGroup(context, { groupIds: [groupId], person: { name } });
    // Nothing is given to anybody without asking.
    saveStrictness(library.db, "very-careful");
    await assignFaces(library.db, { model: modelOf(library) });
  } finally {
    library.close();
  }
  return folder;
}

/** Puts the faces into their groups; returns the names that groups are to get. */
function arrange({ db, ...library }: OwnedLibrary, groups: readonly GroupToReview[]): Map<number, string> {
  const model = modelOf({ db, ...library });
  const facesOf = Map.groupBy(allFaceRows(db), ({ photo }) => basename(photo ?? ""));
  const names = new Map<number, string>();
  inTransaction(db, () => {
    for (const { id } of allFaceRows(db)) setIgnored(db, id, true);
    for (const { name, faces } of groups) {
      const groupId = createCluster(db);
      if (name !== null) names.set(groupId, name);
      for (const { photo, vector } of faces) {
        const face = facesOf.get(`sample${photo}.jpg`)?.shift();
        if (face === undefined) throw new RangeError(`The sample photo ${photo} has no more faces.`);
        setIgnored(db, face.id, false);
        setCluster(db, face.id, groupId);
        db.prepare("UPDATE faces SET quality = 0.8 WHERE id = ?").run(face.id);
        saveEmbedding(db, face.id, model, vector);
      }
    }
    bumpVectorRevision(db);
  });
  return names;
}

function modelOf({ db }: Pick<OwnedLibrary, "db">): string {
  const model = storedModels(db)?.embedding;
  if (model === undefined) throw new Error("The library was not scanned.");
  return model;
}
