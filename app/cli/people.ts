import type { Command } from "commander";
import { listGroups } from "../db/clusters.ts";
import { countFaces, listPeople } from "../db/people.ts";
import { openLibraryToRead } from "../library/open-library.ts";
import { libraryOf, printResult, withCommonOptions, type CommonOptions } from "./console.ts";
import { wholeNumberOption } from "./option-values.ts";
import { count, table } from "./words.ts";

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
      printResult(options, result, () => peopleText(result, options.limit));
    });
}

/** The people of a library for a person at a terminal. */
export function peopleText(result: PeopleResult, limit: number): string {
  const lines: string[] = [];
  if (result.people.length > 0) {
    lines.push("People", table([["Name", "Faces", "Photos"], ...result.people.map(personRow)]), "");
  }
  const groups = result.groups.filter(({ faces }) => faces > 1);
  const singles = result.groups.length - groups.length;
  if (groups.length > 0) {
    const shown = groups.slice(0, limit);
    lines.push(
      "Groups without a name",
      table([["Group", "Faces"], ...shown.map(({ id, faces }) => [id, faces])]),
    );
    if (shown.length < groups.length) lines.push(`... and ${groups.length - shown.length} more (--limit)`);
    lines.push("");
  }
  lines.push(
    `${count(result.unknownFaces, "face")} without a name, ${count(singles, "of them seen once", "of them seen once")}; ` +
      `${count(result.ignoredFaces, "face")} ignored.`,
  );
  return lines.join("\n");
}

function personRow({ name, faces, photos }: PeopleResult["people"][number]): (string | number)[] {
  return [name, faces, photos];
}
