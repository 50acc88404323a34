import type { Command } from "commander";
import { LibraryInUseError } from "../db/owner-lock.ts";
import { isDamage, sqliteErrorCode } from "../db/sqlite-error.ts";
import { defaultLibraryFolder } from "../library/default-folder.ts";
import { RecipeError } from "../library/choose-recipe.ts";
import { UnknownModelError } from "../models/errors.ts";
import { UsageError } from "./usage-error.ts";
import { commandWord } from "./words.ts";

/** Exit codes of every command (DESIGN, section 9). */
export const exitCodes = { done: 0, failed: 1, usage: 2, inUse: 3 } as const;

/** Options that every command takes. */
export interface CommonOptions {
  readonly library?: string;
  readonly json?: boolean;
}

/** `--json`, as every command takes it. */
export const jsonOption = ["--json", "one JSON document on stdout, everything else on stderr"] as const;

/** Adds the options that every command takes. */
export function withCommonOptions(command: Command): Command {
  return command
    .option(
      "--library <DIR>",
      "folder of the library",
      process.env["FAMILIAR_LIBRARY"] ?? defaultLibraryFolder(),
    )
    .option(...jsonOption);
}

/** The library folder of a command. */
export function libraryOf(options: CommonOptions): string {
  return options.library ?? usualLibrary();
}

/** The command "familiar NAME" for the same library. */
export function commandForLibrary(name: string, options: CommonOptions): string {
  const library = libraryOf(options);
  return `familiar ${name}${library === usualLibrary() ? "" : ` --library ${commandWord(library)}`}`;
}

function usualLibrary(): string {
  return process.env["FAMILIAR_LIBRARY"] ?? defaultLibraryFolder();
}

/** Prints a result: JSON when asked for, else what `asText` makes of it. */
export function printResult<Result>(
  options: CommonOptions,
  result: Result,
  asText: (result: Result) => string,
): void {
  process.stdout.write(
    options.json === true ? `${JSON.stringify(result, null, 2)}\n` : `${asText(result)}\n`,
  );
}

/** Says something that is not the result. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Ends a command after an error: says what happened, sets the exit code. */
export function reportError(error: unknown): void {
  process.exitCode = exitCodeOf(error);
  note(error instanceof Error ? error.message : String(error));
  if (isDamage(sqliteErrorCode(error) ?? "")) {
    note(
      'The catalogue is damaged. "familiar repair" keeps it aside and makes a new one with all names, from the journal ' +
        "beside it and your photos.",
    );
  }
  if (process.env["FAMILIAR_DEBUG"] !== undefined && error instanceof Error) note(error.stack ?? "");
}

function exitCodeOf(error: unknown): number {
  if (error instanceof LibraryInUseError) return exitCodes.inUse;
  return error instanceof UsageError || error instanceof UnknownModelError || error instanceof RecipeError
    ? exitCodes.usage
    : exitCodes.failed;
}

/**
 * `familiar faces | head` ends quietly when nobody reads on, as other commands do, instead of with Node's stack
 * trace; a scan whose progress nobody reads goes on.
 */
export function survivePipesThatClose(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
  process.stderr.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}
