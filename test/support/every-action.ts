import type { ActionContext, PerformedAction } from "../../app/journal/act.ts";
import { actionKinds, type ActionKind } from "../../app/journal/action-kinds.ts";
import { ofAlbums } from "./every-action/of-albums.ts";
import { ofFaces } from "./every-action/of-faces.ts";
import { ofPeople } from "./every-action/of-people.ts";
import { ofLibrary, ofMetadata, ofPairs } from "./every-action/of-photos.ts";
import type { RandomActions } from "./every-action/random-action.ts";
import { RandomPicker } from "./random-picker.ts";

const randomActions: Required<RandomActions> = {
  ...ofFaces,
  ...ofPeople,
  ...ofAlbums,
  ...ofLibrary,
  ...ofPairs,
  ...ofMetadata,
};

/** All that a user can do, some of it in several ways. */
const ways = actionKinds.flatMap((kind) => randomActions[kind]);

/** How many ways there are to act. */
export const randomActionCount = ways.length;

/** What is done in a way. */
export function kindOfWay(way: number): ActionKind | undefined {
  const perform = ways[way % ways.length];
  return actionKinds.find((kind) => perform !== undefined && randomActions[kind].includes(perform));
}

/** Does something, on what the random numbers choose. Throws what the action throws. */
export function randomAction(
  context: ActionContext,
  way: number,
  numbers: readonly number[],
): PerformedAction {
  const perform = ways[way % ways.length];
  if (perform === undefined) throw new RangeError("There is nothing to do.");
  return perform(context, new RandomPicker(context.db, numbers));
}
