import type { Command } from "commander";
import { listGroups } from "../db/clusters.ts";
import { allFaceRows } from "../db/faces.ts";
import type { Database } from "../db/open.ts";
import { countFaces, listPeople } from "../db/people.ts";
import { openLibraryToRead } from "../library/open-library.ts";
import { libraryOf, printResult, withCommonOptions, type CommonOptions } from "./console.ts";
import { wholeNumberOption } from "./option-values.ts";
import { count, printable, table } from "./words.ts";

interface PeopleOptions extends CommonOptions {
  readonly limit: number;
}

/** The fields of `familiar people --json`. */
export interface PeopleResult {
  readonly people: readonly { id: number; name: string; faces: number; photos: number }[];
  /** Unnamed groups, the largest first; a face that is like no other is a group of one. */
  readonly groups: readonly { id: number; faces: number }[];
  readonly unknownFaces: number;
  readonly ignoredFaces: number;
}

/** Registers `familiar people`. */
export function registerPeopleCommand(program: Command): void {
  withCommonOptions(program.command("people"))
    .description("list the people, and the groups of faces that have no name yet")
    .option("--limit <N>", "groups to print (not with --json)", wholeNumberOption(1, 1_000_000), 20)
    .action(async (options: PeopleOptions) => {
      using library = await openLibraryToRead(libraryOf(options));
      const { db } = library;
      const result: PeopleResult = {
        people: listPeople(db),
        groups: listGroups(db),
        ...countFaces(db),
      };
      printResult(options, result, () => peopleText(result, options.limit, examplesOfGroups(db)));
    });
}

/** By group, a photo to know it by: the one with its best face. */
function examplesOfGroups(db: Database): Map<number, string> {
  const examples = new Map<number, string>();
  for (const { clusterId, photo } of allFaceRows(db).sort((a, b) => b.quality - a.quality)) {
    if (clusterId !== null && photo !== null && !examples.has(clusterId)) examples.set(clusterId, photo);
  }
  return examples;
}

/** The people of a library for a person at a terminal, with at most `limit` groups; `examples` are photos by group. */
export function peopleText(
  result: PeopleResult,
  limit: number,
  examples: ReadonlyMap<number, string>,
): string {
  const lines: string[] = [];
  if (result.people.length > 0) {
    lines.push("People", table([["Name", "Faces", "Photos"], ...result.people.map(personRow)]), "");
  }
  const groups = result.groups.filter(({ faces }) => faces > 1);
  if (groups.length > 0) {
    const shown = groups.slice(0, limit);
    const rows = shown.map(({ id, faces }) => [id, faces, printable(examples.get(id) ?? "-")]);
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
  return lines.join("\n");
}

function unknownText({ unknownFaces }: PeopleResult, singles: number): string {
  if (unknownFaces === 0) return "No faces without a name.";
  const unknown = `${count(unknownFaces, "face")} without a name`;
  return singles === 0
    ? `${unknown}.`
    : `${unknown}; ${singles.toLocaleString("en-US")} of them like no other.`;
}

function personRow({ name, faces, photos }: PeopleResult["people"][number]): (string | number)[] {
  return [printable(name), faces, photos];
}
