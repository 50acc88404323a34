import type { Command } from "commander";
import { decidedFaces, facesOfGroup } from "../db/decided-faces.ts";
import { personOf } from "../db/faces.ts";
import type { Database } from "../db/open.ts";
import { splitFaces } from "../people/actions/split-faces.ts";
import { changeLibrary } from "./change-library.ts";
import { withCommonOptions, type CommonOptions } from "./console.ts";
import { withExamples } from "./examples.ts";
import { findIds, findReferences, type Reference } from "./references.ts";
import { UsageError } from "./usage-error.ts";

interface SplitOptions extends CommonOptions {
  readonly faces: string;
}

/** Registers `familiar split TARGET --faces ID,ID...`. */
export function registerSplitCommand(program: Command): void {
  withExamples(
    withCommonOptions(program.command("split")),
    [
      ["split group:14 --faces 7,8", "faces 7 and 8 of group 14 are somebody else"],
      ["split Anna --faces 7", "face 7 is not Anna; it has no name then"],
    ],
    '"familiar faces --group 14" and "familiar faces --person Anna" list the faces to choose from.',
  )
    .description("take faces out of a group or away from a person: they become a group of their own")
    .argument("<TARGET>", "group:14, or a person")
    // Not "<7,8...>": commander would take that for an option with many values.
    .requiredOption("--faces <FACES>", "the faces that are somebody else: 7, or 7,8,9")
    .action(async (target: string, options: SplitOptions) => {
      await changeLibrary(options, "familiar split", (context) => {
        const faceIds = findIds(context.db, [options.faces], "face");
        const [from] = findReferences(context.db, [target], ["person", "group"]);
        if (from !== undefined) requireIn(context.db, from, faceIds);
        const performed = splitFaces(context, { faceIds });
        const groups = performed.result.groupIds.map((id) => `group:${id}`);
        const they = faceIds.length === 1 ? "It is" : "They are";
        return { ...performed, remarks: [`${they} ${groups.join(" and ")} now.`] };
      });
    });
}

function requireIn(db: Database, { kind, id }: Reference, faceIds: readonly number[]): void {
  const members = new Set(
    kind === "group"
      ? facesOfGroup(db, id)
      : decidedFaces(db, faceIds).flatMap((face) => (personOf(face) === id ? [face.id] : [])),
  );
  const strange = faceIds.filter((faceId) => !members.has(faceId));
  if (strange.length > 0) {
    throw new UsageError(`Not in ${kind}:${id}: ${strange.map((faceId) => `face:${faceId}`).join(", ")}.`);
  }
}
