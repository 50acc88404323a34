import type { Command } from "commander";
import { table } from "./words.ts";

/** A command line, and what it does. */
export type Example = readonly [commandLine: string, meaning: string];

/** Adds examples to the help of a command, and after them what a newcomer needs to know to follow them. */
export function withExamples(
  command: Command,
  examples: readonly Example[],
  ...hints: readonly string[]
): Command {
  const lines = table(examples.map(([commandLine, meaning]) => [`  familiar ${commandLine}`, meaning]));
  return command.addHelpText(
    "after",
    ["", "Examples:", lines, ...hints.flatMap((hint) => ["", hint])].join("\n"),
  );
}

/** Where the numbers in the examples come from. */
export const whereNumbersAre =
  '"familiar people" shows the numbers of people and groups, "familiar faces" those of faces.\nA mistake is taken back with "familiar undo".';
