import type { Command } from "commander";
import type { FoundPhoto } from "../db/search-results.ts";
import { openLibraryToRead } from "../library/open-library.ts";
import { SearchError } from "../search/errors.ts";
import { searchPhotos } from "../search/search-photos.ts";
import { withCaret } from "./caret.ts";
import { libraryOf, printResult, withCommonOptions, type CommonOptions } from "./console.ts";
import { wholeNumberOption } from "./option-values.ts";
import { UsageError } from "./usage-error.ts";
import { count, printable } from "./words.ts";

interface SearchOptions extends CommonOptions {
  readonly limit: number;
}

/** The fields of `familiar search --json`. */
export interface SearchResult {
  /** The search as it was understood. */
  readonly query: string;
  /** Newest first, at most as many as --limit says. */
  readonly photos: readonly FoundPhoto[];
  /** How many were found in all. */
  readonly total: number;
  /** How long the search took, without starting and opening the library. */
  readonly ms: number;
}

/** Registers `familiar search QUERY`. */
export function registerSearchCommand(program: Command): void {
  withCommonOptions(program.command("search"))
    .description(
      'photos of people, years, folders: "anna & ben", "anna | ben", "-carl", "only(anna, ben)", 2019..2021',
    )
    .argument("[QUERY...]", 'such as "anna & -carl & faces >= 3"; every photo without one')
    .option("--limit <N>", "photos to print", wholeNumberOption(1, 10_000_000), 100)
    // A search may begin with "-": familiar search -carl
    .allowUnknownOption()
    .action(async (words: readonly string[], options: SearchOptions) => {
      using library = await openLibraryToRead(libraryOf(options));
      const start = performance.now();
      const page = explainingSearchErrors(() =>
        searchPhotos(library.db, words.join(" "), { limit: options.limit }),
      );
      const ms = Math.round((performance.now() - start) * 10) / 10;
      printResult(options, { ...page, ms }, searchText);
    });
}

/** Runs `work`; a search that cannot be understood becomes a UsageError that shows the place of the mistake. */
export function explainingSearchErrors<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof SearchError) throw new UsageError(withCaret(error), { cause: error });
    throw error;
  }
}

/** What was found, for a person at a terminal: paths, and the number at the end. */
export function searchText({ photos, total }: SearchResult): string {
  const lines = photos.map(({ path }) => printable(path));
  const more = total - photos.length;
  if (more > 0) lines.push(`... and ${more.toLocaleString("en-US")} more (--limit shows them)`);
  return [...lines, total === 0 ? "No photos found." : count(total, "photo")].join("\n");
}
