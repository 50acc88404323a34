import type { Command } from "commander";
import { allFaceRows, personOf, type FaceAssignment, type FaceBox, type ListedFace } from "../db/faces.ts";
import type { Database } from "../db/open.ts";
import { allPeople } from "../db/people.ts";
import { openLibraryToRead } from "../library/open-library.ts";
import { libraryOf, printResult, withCommonOptions, type CommonOptions } from "./console.ts";
import { withExamples } from "./examples.ts";
import { wholeNumberOption } from "./option-values.ts";
import { findPerson, findPhotoId } from "./references.ts";
import { percent, printable, table } from "./words.ts";

/** Which faces `familiar faces` lists; several together narrow it down. */
export interface FacesOptions {
  readonly person?: string;
  readonly group?: number;
  readonly photo?: string;
  readonly suggested?: boolean;
  readonly ignored?: boolean;
  readonly unnamed?: boolean;
  /** Of which the user said that they are none. */
  readonly deleted?: boolean;
}

/** One row of `familiar faces --json`. */
export interface FaceRow {
  readonly id: number;
  readonly photo: string | null;
  /** Pixels of the upright photo. */
  readonly box: FaceBox;
  readonly score: number;
  readonly quality: number;
  /** Whose it is, by the user's word or the machine's. */
  readonly personId: number | null;
  readonly clusterId: number | null;
  /** In which moment of a video, in milliseconds; none in a photo. */
  readonly frameMs?: number;
  readonly ignored: boolean;
  /** The user said that it is no face; only --deleted lists these. */
  readonly deleted: boolean;
  /** The machine's word: level "assigned" is `personId`, "suggested" waits. Null = the user's word, or none. */
  readonly assignment: FaceAssignment | null;
}

/** Registers `familiar faces`. */
export function registerFacesCommand(program: Command): void {
  withExamples(
    withCommonOptions(program.command("faces")),
    [
      ["faces --person Anna", "what is hers, with how sure Familiar is where you did not say so"],
      ["faces --unnamed --photo party.jpg", "who in this photo has no name yet"],
      ["faces --suggested --person Anna", "who may be Anna"],
    ],
    "Several options together narrow the list down. The rectangles are in pixels of the upright photo.",
  )
    .description("list every face with its photo, place, and person or group")
    .option("--person <PERSON>", "faces of this person (with --suggested: that may be this person)")
    .option("--group <N>", "faces without a name of this group", groupOption)
    .option("--photo <PHOTO>", "faces in this photo")
    .option("--suggested", "faces that wait to be confirmed or rejected")
    .option("--unnamed", "faces that have no name and are not ignored, single ones too")
    .option("--ignored", "faces that are ignored")
    .option("--deleted", 'false faces, deleted with "familiar face delete"')
    .action(async (options: CommonOptions & FacesOptions) => {
      using library = await openLibraryToRead(libraryOf(options));
      const { db } = library;
      const rows = facesMeant(db, options).map(rowOf);
      printResult(options, rows, () => {
        const names = new Map(allPeople(db).map(({ id, name }) => [id, name]));
        return facesText(rows, names);
      });
    });
}

/** "14" as well as "group:14". */
export function groupOption(text: string): number {
  return wholeNumberOption(1, Number.MAX_SAFE_INTEGER)(text.replace(/^group:/i, ""));
}

function facesMeant(db: Database, options: FacesOptions): ListedFace[] {
  const personId = options.person === undefined ? undefined : findPerson(db, options.person).id;
  const photoId = options.photo === undefined ? undefined : findPhotoId(db, options.photo);
  const faces = allFaceRows(db, {
    includeFalse: options.deleted === true,
    among: {
      ...{ personId, photoId, clusterId: options.group },
      ...{ isSuggested: options.suggested, isIgnored: options.ignored, isFalse: options.deleted },
    },
  });
  return faces.filter((face) => {
    const isSuggested = face.assignment?.level === "suggested" && !face.ignored;
    const owner = options.suggested === true ? face.assignment?.personId : personOf(face);
    return (
      (personId === undefined || owner === personId) &&
      (options.group === undefined || isUnnamed(face)) &&
      (options.unnamed !== true || isUnnamed(face)) &&
      (options.suggested !== true || isSuggested)
    );
  });
}

function isUnnamed(face: ListedFace): boolean {
  return personOf(face) === null && !face.ignored && !face.isFalse;
}

function rowOf(face: ListedFace): FaceRow {
  const { id, photo, box, frameMs, score, quality, clusterId, ignored, isFalse: deleted, assignment } = face;
  return {
    id,
    photo,
    ...(frameMs !== null && { frameMs }),
    box,
    score,
    quality,
    personId: personOf(face),
    clusterId,
    ignored,
    deleted,
    assignment,
  };
}

/** The faces for a person at a terminal; `names` are by person. */
export function facesText(rows: readonly FaceRow[], names: ReadonlyMap<number, string>): string {
  if (rows.length === 0) return "No faces.";
  return table([
    ["Face", "Who", "Quality", "x,y,width,height", "Photo"],
    ...rows.map((row) => [
      `face:${row.id}`,
      whoIs(row, names),
      row.quality.toFixed(2),
      [row.box.x, row.box.y, row.box.width, row.box.height].map((length) => Math.round(length)).join(","),
      row.photo === null ? "-" : printable(row.photo),
    ]),
  ]);
}

function whoIs(
  { personId, clusterId, ignored, deleted, assignment }: FaceRow,
  names: ReadonlyMap<number, string>,
): string {
  const nameOf = (id: number) => printable(names.get(id) ?? `person:${id}`);
  if (deleted) return "deleted";
  if (ignored) return "ignored";
  const likely = assignment === null ? "" : ` ${percent(assignment.probability, 0)}`;
  if (personId !== null) return `${nameOf(personId)}${likely}`;
  const group = clusterId === null ? "-" : `group:${clusterId}`;
  return assignment === null ? group : `${group}, ${nameOf(assignment.personId)}?${likely}`;
}
