import type { ActionContext, PerformedAction } from "../../../app/journal/act.ts";
import type { ActionKind } from "../../../app/journal/action-kinds.ts";
import type { RandomPicker } from "../random-picker.ts";

/** Does something, on what random numbers choose. Throws what the action throws. */
export type RandomAction = (context: ActionContext, pick: RandomPicker) => PerformedAction;
/** By kind of action, the ways to do it. */
export type RandomActions = Partial<Record<ActionKind, readonly RandomAction[]>>;
