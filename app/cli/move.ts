import type { Command } from "commander";
import { moveFaces } from "../people/actions/move-faces.ts";
import { changeLibrary } from "./change-library.ts";
import { withCommonOptions, type CommonOptions } from "./console.ts";
import { withExamples } from "./examples.ts";
import { findIds, findPersonOrNew, splitReferences } from "./references.ts";
import { UsageError } from "./usage-error.ts";

interface MoveOptions extends CommonOptions {
  readonly new?: boolean;
  readonly twice?: boolean;
}

/** Registers `familiar move FACE... PERSON`. */
export function registerMoveCommand(program: Command): void {
  withExamples(
    withCommonOptions(program.command("move")),
    [
      ["move 7 8 Anna", "faces 7 and 8 are Anna, and nobody else from now on"],
      ["move face:7 person:12", "the same by number"],
      ["move 7 Dora --new", "somebody who is not in the library yet"],
    ],
    '"familiar faces --person Ann" lists the faces to choose from.',
  )
    .description("give faces to another person, whoever has them now")
    .usage("[options] FACE... PERSON")
    .argument("<FACE...>", "7 or face:7, and last the person: the name, or person:12")
    .option("--new", "the person is new")
    .option("--twice", "the photo may show the person more than once, as a collage does")
    .action(async (words: readonly string[], options: MoveOptions) => {
      const { references, rest } = splitReferences(words, { bareNumbersToo: true });
      if (references.length === 0) throw new UsageError("Say which faces: familiar move 7 8 NAME");
      if (rest.trim() === "") {
        throw new UsageError(`Say to whom: familiar move ${references.join(" ")} NAME, or person:12.`);
      }
      await changeLibrary(options, "familiar move", (context) =>
        moveFaces(context, {
          faceIds: findIds(context.db, references, "face"),
          person: findPersonOrNew(context.db, rest, options.new === true),
          allowTwice: options.twice === true,
        }),
      );
    });
}
