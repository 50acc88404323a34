import type { OwnedLibrary } from "../library/open-library.ts";
import { count, printable } from "./words.ts";

/** What a person should know of the text journal: what the opening put right, and whether it can be written. */
export function journalNotes({
  journal,
  journalReport,
}: Pick<OwnedLibrary, "journalReport"> & {
  readonly journal: Pick<OwnedLibrary["journal"], "path" | "problem">;
}): string[] {
  const { replayedSteps, badLines, tornLineIn, setAsideAs } = journalReport;
  const problem = journal.problem();
  const file = printable(journal.path);
  return [
    replayedSteps > 0 &&
      `The catalogue was new, or older than ${file}: ${count(replayedSteps, "step")} of it were done again.`,
    ...badLines.map(({ lineNumber, reason }) => `Line ${lineNumber} of ${file} was left out: ${reason}.`),
    tornLineIn !== null &&
      `The last line of ${file} was cut short; what was there is in ${printable(tornLineIn)}.`,
    setAsideAs !== null &&
      `The journal did not belong to this catalogue. It is kept as ${printable(setAsideAs)}, and a new one was begun.`,
    problem !== null &&
      `${problem.message} The decision is in the catalogue; the file gets it as soon as it can.`,
  ].filter((line) => line !== false);
}
