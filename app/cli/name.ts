import type { Command } from "commander";
import type { ActionContext } from "../journal/act.ts";
import { nameFace } from "../people/actions/name-face.ts";
import { nameFaces } from "../people/actions/name-faces.ts";
import { nameGroup } from "../people/actions/name-group.ts";
import type { PersonChoice } from "../people/choose-person.ts";
import { changeLibrary } from "./change-library.ts";
import { withCommonOptions, type CommonOptions } from "./console.ts";
import { whereNumbersAre, withExamples } from "./examples.ts";
import { BareNumberError } from "./reference-errors.ts";
import {
  choosePerson,
  findReferences,
  idsOf,
  isBareNumber,
  splitReferences,
  type Reference,
} from "./references.ts";
import { UsageError } from "./usage-error.ts";

/** How a name that is taken already is meant. */
export interface NameFlags {
  readonly new?: boolean;
  readonly existing?: boolean;
}

interface NameOptions extends CommonOptions, NameFlags {
  readonly twice?: boolean;
}

/** Adds the options that say how a name that is taken already is meant. */
export function withNameFlags(command: Command): Command {
  return command
    .option("--existing", "NAME is the person who is called so already")
    .option("--new", "NAME is somebody new, who is called like another person");
}

/** Registers `familiar name TARGET... NAME`. */
export function registerNameCommand(program: Command): void {
  withExamples(
    withNameFlags(withCommonOptions(program.command("name"))),
    [
      ["name group:14 Anna Lee", "every face of group 14 is Anna Lee"],
      ["name face:7 Anna Lee", "face 7 is her, whatever group it is in"],
      ["name group:14 group:15 face:7,8 person:12", "all of these are person 12"],
      ["name group:16 Anna Lee --new", "another Anna Lee: equal names are not equal people"],
    ],
    whereNumbersAre,
  )
    .description("say who somebody is: groups of faces, or single faces")
    .usage("[options] TARGET... NAME")
    .argument("<TARGET...>", "group:14, face:7, and last the name: a new one, or person:12")
    .option("--twice", "the person may be in a photo more than once, as in a collage")
    .action(async (words: readonly string[], options: NameOptions) => {
      const { references, rest } = splitReferences(words);
      requireName(references, rest);
      await changeLibrary(options, "familiar name", (context) =>
        nameTargets(
          context,
          findReferences(context.db, references, ["group", "face"]),
          choosePerson(context.db, rest, options),
          options.twice === true,
        ),
      );
    });
}

function requireName(references: readonly string[], name: string): void {
  if (references.length === 0) {
    const [first = ""] = name.split(" ");
    if (isBareNumber(first)) throw new BareNumberError(first, ["group", "face"]);
    throw new UsageError("Say whom to name first: familiar name group:14 NAME, or face:7 for a single face.");
  }
  if (name.trim() === "")
    throw new UsageError(`The name is missing: familiar name ${references.join(" ")} NAME`);
}

function nameTargets(
  context: ActionContext,
  targets: readonly Reference[],
  person: PersonChoice,
  allowTwice: boolean,
): ReturnType<typeof nameFaces> {
  const groupIds = idsOf(targets, "group");
  const faceIds = idsOf(targets, "face");
  const [faceId] = faceIds;
  if (faceId === undefined) return nameGroup(context, { groupIds, person });
  return faceIds.length === 1 && groupIds.length === 0
    ? nameFace(context, { faceId, person, allowTwice })
    : nameFaces(context, { faceIds, groupIds, person, allowTwice });
}
