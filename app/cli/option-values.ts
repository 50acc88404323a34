import { InvalidArgumentError, type Command } from "commander";
import { alignments, type Alignment } from "../library/recipe.ts";
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

/** A parser for an option that takes a share between 0 and 1, these left out. */
export function shareOption(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value > 0 && value < 1) return value;
  throw new InvalidArgumentError(`It takes a share between 0 and 1, as 0.001, not "${text}".`);
}

/** A parser for an option that takes one of a few words. */
export function wordOption<Word extends string>(...words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const word = words.find((candidate) => candidate === text);
    if (word === undefined) throw new InvalidArgumentError(`It takes ${words.join(" or ")}, not "${text}".`);
    return word;
  };
}

/** A parser for an option that takes several of a few words, separated by commas. */
export function wordsOption<Word extends string>(
  ...words: readonly Word[]
): (text: string) => readonly Word[] {
  const parse = wordOption(...words);
  return (text) => [...new Set(text.split(",").map((word) => parse(word.trim())))];
}

/** A parser for an option that takes names separated by commas. */
export function namesOption(text: string): readonly string[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.includes(""))
    throw new InvalidArgumentError(`It takes names separated by commas, not "${text}".`);
  return [...new Set(names)];
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
  readonly alignment?: Alignment;
  readonly runtime?: RuntimeChoice;
}

/** Adds the options that choose the models of a command. */
export function withRecipeOptions(command: Command): Command {
  return command
    .option("--detector <ID>", "model that finds faces")
    .option("--model <ID>", "model that represents faces")
    .option(
      "--alignment <BY>",
      "align faces by: landmarks, five-points (of the detector) or none (cut out by their boxes)",
      wordOption(...alignments),
    )
    .option(...runtimeOption);
}

/** What computes the models this time. */
export const runtimeOption = [
  "--runtime <NAME>",
  `what computes the models: ${runtimeChoices.join(", ")}; as chosen for this computer by default`,
  wordOption(...runtimeChoices),
] as const;
