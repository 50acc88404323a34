import type { Command } from "commander";
import { assignedCounts, type AssignedCounts } from "../db/assigned-counts.ts";
import { bestFacesOfGroups } from "../db/best-faces.ts";
import { listGroups } from "../db/clusters.ts";
import { faceRowsOf } from "../db/faces.ts";
import type { Database } from "../db/open.ts";
import { countFaces, listPeople, type ListedPerson } from "../db/people.ts";
import { openLibraryToRead } from "../library/open-library.ts";
import { libraryOf, printResult, withCommonOptions, type CommonOptions } from "./console.ts";
import { withExamples } from "./examples.ts";
import { wholeNumberOption } from "./option-values.ts";
import { count, printable, table } from "./words.ts";

interface PeopleOptions extends CommonOptions {
  readonly limit: number;
  readonly all?: boolean;
}

/** A person in the list: of `faces`, `assigned` are by Familiar's word; `suggested` ones are not among them. */
export type PersonInList = Omit<ListedPerson, "coverFaceId"> & AssignedCounts;

/** The fields of `familiar people --json`. */
export interface PeopleResult {
  /** The pinned first, then the one with the most faces. */
  readonly people: readonly PersonInList[];
  /** People who are hidden and not in the list. */
  readonly hiddenPeople: number;
  /** Unnamed groups, the largest first; a face that is like no other is a group of one. */
  readonly groups: readonly { id: number; faces: number }[];
  readonly unknownFaces: number;
  readonly ignoredFaces: number;
}

/** Registers `familiar people`. */
export function registerPeopleCommand(program: Command): void {
  withExamples(
    withCommonOptions(program.command("people")),
    [
      ["people", "who is in the library, and who has no name yet"],
      ["name group:14 Anna", "give the first name"],
    ],
    '"familiar help name" tells more of naming, "familiar review" asks what is left to ask.',
  )
    .description("list the people, and the groups of faces that have no name yet")
    .option("--all", "hidden people too")
    .option("--limit <N>", "groups to print (not with --json)", wholeNumberOption(1, 1_000_000), 20)
    .action(async (options: PeopleOptions) => {
      using library = await openLibraryToRead(libraryOf(options));
      const { db } = library;
      const result = readPeople(db, options.all === true);
      printResult(options, result, () => {
        const { limit } = options;
        return peopleText(result, limit, examplesOfGroups(db, printedGroups(result, limit)));
      });
    });
}

function readPeople(db: Database, includeHidden: boolean): PeopleResult {
  const counts = assignedCounts(db);
  const everybody = listPeople(db);
  const shown = everybody.filter(({ isHidden }) => includeHidden || !isHidden);
  return {
    people: shown.map(({ id, name, faces, photos, birthDate, isPinned, isHidden, isPrivate }) => ({
      ...{ id, name, faces, photos, ...(counts.get(id) ?? { assigned: 0, suggested: 0 }) },
      ...{ birthDate, isPinned, isHidden, isPrivate },
    })),
    hiddenPeople: everybody.length - shown.length,
    groups: listGroups(db),
    ...countFaces(db),
  };
}

/** Groups of several faces, as many as are printed. */
function printedGroups({ groups }: PeopleResult, limit: number): PeopleResult["groups"] {
  return groups.filter(({ faces }) => faces > 1).slice(0, limit);
}

/** By group, a photo to know it by: the one with its best face. */
function examplesOfGroups(db: Database, groups: PeopleResult["groups"]): Map<number, string> {
  const best = bestFacesOfGroups(
    db,
    groups.map(({ id }) => id),
  );
  const photos = new Map(
    faceRowsOf(
      db,
      best.map(({ faceId }) => faceId),
    ).map(({ id, photo }) => [id, photo]),
  );
  return new Map(
    best.flatMap(({ id, faceId }): [number, string][] => {
      const photo = photos.get(faceId) ?? null;
      return photo === null ? [] : [[id, photo]];
    }),
  );
}

/** The people of a library for a person at a terminal, with at most `limit` groups; `examples` are photos by group. */
export function peopleText(
  result: PeopleResult,
  limit: number,
  examples: ReadonlyMap<number, string>,
): string {
  const lines: string[] = [];
  if (result.people.length > 0) lines.push("People", peopleTable(result.people), "");
  const groups = result.groups.filter(({ faces }) => faces > 1);
  if (groups.length > 0) {
    const shown = printedGroups(result, limit);
    const rows = shown.map(({ id, faces }) => [`group:${id}`, faces, printable(examples.get(id) ?? "-")]);
    lines.push("Groups without a name", table([["Group", "Faces", "Best face in"], ...rows]));
    if (shown.length < groups.length) {
      lines.push(
        `... and ${(groups.length - shown.length).toLocaleString("en-US")} more (--limit shows them)`,
      );
    }
    lines.push("");
  }
  lines.push(unknownText(result, result.groups.length - groups.length));
  if (result.ignoredFaces > 0) lines.push(`${count(result.ignoredFaces, "face")} ignored.`);
  if (result.hiddenPeople > 0) {
    lines.push(`${count(result.hiddenPeople, "person", "people")} hidden (--all shows them).`);
  }
  return lines.join("\n");
}

/** Columns in which all have nothing are left out. */
function peopleTable(people: readonly PersonInList[]): string {
  const columns: [title: string, cell: (person: PersonInList) => string | number, isNeeded: boolean][] = [
    ["Person", ({ id }) => `person:${id}`, true],
    ["Name", ({ name }) => printable(name), true],
    ["Faces", ({ faces }) => faces, true],
    ["Photos", ({ photos }) => photos, true],
    ["By likeness", ({ assigned }) => assigned, people.some(({ assigned }) => assigned > 0)],
    ["To confirm", ({ suggested }) => suggested, people.some(({ suggested }) => suggested > 0)],
    ["", marksText, people.some((person) => marksText(person) !== "")],
  ];
  const needed = columns.filter(([, , isNeeded]) => isNeeded);
  return table([
    needed.map(([title]) => title),
    ...people.map((person) => needed.map(([, cell]) => cell(person))),
  ]);
}

function marksText({ isPinned, isHidden, isPrivate }: PersonInList): string {
  const marks = [isPinned ? "pinned" : "", isHidden ? "hidden" : "", isPrivate ? "private" : ""];
  return marks.filter((mark) => mark !== "").join(", ");
}

function unknownText({ unknownFaces }: PeopleResult, singles: number): string {
  if (unknownFaces === 0) return "No faces without a name.";
  const unknown = `${count(unknownFaces, "face")} without a name`;
  return singles === 0
    ? `${unknown}.`
    : `${unknown}; ${singles.toLocaleString("en-US")} of them like no other (familiar faces --unnamed).`;
}
