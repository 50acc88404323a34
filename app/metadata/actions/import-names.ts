import { addAppearance } from "../../db/appearances.ts";
import { insertFace } from "../../db/faces.ts";
import { addImportedName } from "../../db/imported-names.ts";
import type { Database } from "../../db/open.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { choosePerson, type PersonChoice } from "../../people/choose-person.ts";
import { confirmFaces } from "../../people/confirm-faces.ts";
import { knownFaces, knownPerson } from "../../people/known.ts";
import { countOf } from "../../people/summary-words.ts";
import type { ImportCounts, ImportPlan, NameChoice, NamedTarget, PlannedDeed } from "../import-plan.ts";
import { knownLibrary } from "../known-library.ts";
import { planImport, type GatheredNames } from "../plan-import.ts";

/** What an import did. */
export interface ImportedNames {
  readonly counts: ImportCounts;
  /** Who got faces or photos. */
  readonly personIds: readonly number[];
}

/**
 * Takes over names from metadata, as one action: the plan is made from the catalogue as it is at this moment, so that
 * nothing is overridden that the user decided since the preview. What was taken over is remembered with the photo, and
 * not taken over again until this action is undone.
 * @throws UnknownPersonError when a choice names a person who has gone.
 */
export function importNames(
  context: ActionContext,
  gathered: GatheredNames,
  choices: ReadonlyMap<string, NameChoice> = new Map(),
): PerformedAction & { readonly result: ImportedNames } {
  const { db } = context;
  return act(context, { kind: "import-names", summary: ({ counts }) => summaryOf(counts) }, () => {
    for (const choice of choices.values()) if (typeof choice === "object") knownPerson(db, choice.personId);
    const plan = planImport(gathered, knownLibrary(db), choices);
    return { counts: plan.counts, personIds: perform(db, plan) };
  });
}

function summaryOf(counts: ImportCounts): string {
  const { facesNamed, facesDrawn, photosWithoutFace, peopleNew, peopleExisting } = counts;
  const names = countOf(facesNamed + facesDrawn + photosWithoutFace, "name");
  const people = peopleNew + peopleExisting === 1 ? "1 person" : `${peopleNew + peopleExisting} people`;
  return `took over ${names} of ${people} from the metadata of photos`;
}

function perform(db: Database, plan: ImportPlan): number[] {
  const targets = new Map(plan.people.map(({ key, target }) => [key, target]));
  const personIds: number[] = [];
  for (const [key, deeds] of Map.groupBy(plan.deeds, (deed) => deed.key)) {
    const target = targets.get(key);
    const choice = target && choiceOf(target);
    if (choice === undefined) continue;
    const person = choosePerson(db, choice);
    const faceIds = deeds.flatMap((deed) => faceOf(db, deed));
    // That nobody is in a photo twice is the plan's matter.
    if (faceIds.length > 0) confirmFaces(db, knownFaces(db, faceIds), person, { allowTwice: true });
    for (const { deed, photoId, digest, name } of deeds) {
      if (deed === "add-appearance") addAppearance(db, { personId: person.id, photoId });
      addImportedName(db, { photoId, digest, name, personId: person.id });
    }
    personIds.push(person.id);
  }
  return personIds;
}

function choiceOf(target: NamedTarget): PersonChoice | undefined {
  if (target.kind === "existing") return { id: target.personId };
  return target.kind === "new" ? { name: target.name, allowSameName: true } : undefined;
}

/** The face that is meant, drawn when it is not there. A drawn face never defines what somebody looks like. */
function faceOf(db: Database, deed: PlannedDeed): number[] {
  if (deed.deed === "name-face") return [deed.faceId];
  if (deed.deed === "add-appearance") return [];
  const measured = { score: 0, quality: 0, sharpness: 0, yaw: 0, landmarks: new Float32Array(0) };
  return [insertFace(db, deed.photoId, { ...measured, box: deed.box }, "drawn")];
}
