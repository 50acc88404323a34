import type { Command } from "commander";
import { redo } from "../journal/redo.ts";
import { withCommonOptions, type CommonOptions } from "./console.ts";
import { wholeNumberOption } from "./option-values.ts";
import { repeated, step } from "./undo.ts";

/** Registers `familiar redo [COUNT]`. */
export function registerRedoCommand(program: Command): void {
  withCommonOptions(program.command("redo"))
    .description("do again what was undone")
    .argument("[COUNT]", "how many actions", wholeNumberOption(1, 1_000_000), 1)
    .action(async (times: number, options: CommonOptions) => {
      await step(options, "familiar redo", "redone", (context) => repeated(times, () => redo(context)));
    });
}
