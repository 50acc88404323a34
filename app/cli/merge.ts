import type { Command } from "commander";
import type { ActionContext, PerformedAction } from "../journal/act.ts";
import { mergeGroups, type MergedGroups } from "../people/actions/merge-groups.ts";
import { mergePeople, type MergedPeople } from "../people/actions/merge-people.ts";
import { nameGroup } from "../people/actions/name-group.ts";
import type { ConfirmedFaces } from "../people/confirm-faces.ts";
import { changeLibrary } from "./change-library.ts";
import { withCommonOptions, type CommonOptions } from "./console.ts";
import { whereNumbersAre, withExamples } from "./examples.ts";
import { findReferences, idsOf, type Reference } from "./references.ts";
import { UsageError } from "./usage-error.ts";

interface MergeOptions extends CommonOptions {
  readonly twice?: boolean;
  readonly different?: boolean;
}

/** What a merge comes down to. */
export type MergePlan =
  | {
      readonly kind: "people";
      readonly intoId: number;
      readonly fromIds: readonly number[];
      readonly groupIds: readonly number[];
    }
  | { readonly kind: "groups"; readonly groupIds: readonly number[] }
  | { readonly kind: "groups-into-person"; readonly personId: number; readonly groupIds: readonly number[] };

/** Registers `familiar merge INTO OTHER...`. */
export function registerMergeCommand(program: Command): void {
  withExamples(
    withCommonOptions(program.command("merge")),
    [
      ["merge Anna Ann", "Ann is Anna; the name Anna stays"],
      ["merge person:12 person:15 person:16", "the same by number, several at once"],
      ["merge Anna group:14 group:15", "the faces of these groups are Anna"],
      ["merge Anna Ann group:14", "both at once"],
      ["merge group:14 group:15", "one group, without a name yet"],
    ],
    whereNumbersAre,
  )
    .description("make people, or groups of faces, one")
    .argument("<INTO>", "who stays: a person, person:12, or group:14")
    .argument("<OTHER...>", "who becomes them: people, or groups")
    .option("--twice", "photos may show both, as in a collage")
    .option("--different", "also when you said before that they are different people")
    .action(async (into: string, others: readonly string[], options: MergeOptions) => {
      await changeLibrary(options, "familiar merge", (context) =>
        merge(
          context,
          planMerge(findReferences(context.db, [into, ...others], ["person", "group"])),
          options,
        ),
      );
    });
}

/**
 * What to do with these people and groups, the first of which is who stays.
 * @throws UsageError when there are fewer than two, or when a group is to be who stays and a person becomes it.
 */
export function planMerge([into, ...others]: readonly Reference[]): MergePlan {
  if (into === undefined || others.length === 0)
    throw new UsageError("Give at least two who are to become one.");
  const fromIds = idsOf(others, "person");
  const groupIds = idsOf(others, "group");
  if (into.kind === "group") {
    if (fromIds.length === 0) return { kind: "groups", groupIds: [into.id, ...groupIds] };
    throw new UsageError(`Put the person first: familiar merge person:${fromIds[0] ?? 0} group:${into.id}`);
  }
  if (fromIds.length === 0) return { kind: "groups-into-person", personId: into.id, groupIds };
  return { kind: "people", intoId: into.id, fromIds, groupIds };
}

function merge(
  context: ActionContext,
  plan: MergePlan,
  { twice = false, different = false }: MergeOptions,
): PerformedAction & {
  readonly result: MergedPeople | MergedGroups | ConfirmedFaces;
  readonly remarks?: readonly string[];
} {
  switch (plan.kind) {
    case "people":
      return mergePeople(context, { ...plan, allowTwice: twice, allowDifferent: different });
    case "groups": {
      const merged = mergeGroups(context, plan);
      return { ...merged, remarks: [`They are group:${merged.result.groupId} now.`] };
    }
    case "groups-into-person":
      return nameGroup(context, { groupIds: plan.groupIds, person: { id: plan.personId } });
  }
}
