import { InvalidArgumentError, type Command } from "commander";
import { runtimeChoices, type RuntimeChoice } from "../models/runtime-names.ts";

/** A parser for an option that takes a whole number from `minimum` to `maximum`. */
export function wholeNumberOption(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < minimum || value > maximum) {
      throw new InvalidArgumentError(`It takes a whole number from ${minimum} to ${maximum}, not "${text}".`);
    }
    return value;
  };
}

/** A parser for an option that takes one of a few words. */
export function wordOption<Word extends string>(...words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const word = words.find((candidate) => candidate === text);
    if (word === undefined) throw new InvalidArgumentError(`It takes ${words.join(" or ")}, not "${text}".`);
    return word;
  };
}

/** A parser for arguments that are folders: an empty one (a variable that is not set) would mean the current folder. */
export function folderArguments(folder: string, before: readonly string[] | undefined): readonly string[] {
  if (folder === "") throw new InvalidArgumentError("The name of a folder is missing.");
  return [...(before ?? []), folder];
}

/** The models that a command was asked to use instead of the usual ones. */
export interface RecipeOptions {
  readonly detector?: string;
  readonly model?: string;
  readonly alignment?: "landmarks" | "five-points";
  readonly runtime?: RuntimeChoice;
}

/** Adds the options that choose the models of a command. */
export function withRecipeOptions(command: Command): Command {
  return command
    .option("--detector <ID>", "model that finds faces")
    .option("--model <ID>", "model that represents faces")
    .option(
      "--alignment <BY>",
      "align faces by: landmarks or five-points",
      wordOption("landmarks", "five-points"),
    )
    .option(...runtimeOption);
}

/** What computes the models this time. */
export const runtimeOption = [
  "--runtime <NAME>",
  `what computes the models: ${runtimeChoices.join(", ")}; as chosen for this computer by default`,
  wordOption(...runtimeChoices),
] as const;
