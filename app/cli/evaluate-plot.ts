import { access, writeFile } from "node:fs/promises";
import path from "node:path";
import type { PairScores } from "../evaluate/pair-scores.ts";
import { rocPlot } from "../evaluate/roc-plot.ts";
import { areaUnderCurve, equalErrorRate, rocCurve } from "../evaluate/verification.ts";
import { UsageError } from "./usage-error.ts";
import { printable } from "./words.ts";

/** A curve to plot. */
export interface NamedScores {
  readonly name: string;
  readonly scores: PairScores;
}

/** Before anything is measured for long: may the plot be written there? Throws UsageError. */
export async function checkPlotFile(file: string, isForced: boolean): Promise<void> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere && !isForced) throw takenError(file);
}

/** Writes the ROC curves; returns the file's path. Of two of one name, the first; one without pairs of both kinds is left out. */
export async function writePlot(
  file: string,
  isForced: boolean,
  folder: string,
  curves: readonly NamedScores[],
): Promise<string> {
  const plotted = curves
    .filter(({ name }, at) => curves.findIndex((other) => other.name === name) === at)
    .filter(({ scores }) => scores.samePairs > 0 && scores.differentPairs > 0)
    .map(({ name, scores }) => ({
      ...{ name, curve: rocCurve(scores), auc: areaUnderCurve(scores) },
      equalErrorRate: equalErrorRate(scores).rate,
    }));
  const svg = rocPlot(`Verification on ${path.basename(folder)}`, plotted);
  const absolute = path.resolve(file);
  try {
    await writeFile(absolute, svg, { flag: isForced ? "w" : "wx" });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") throw takenError(file);
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The plot cannot be written to ${printable(absolute)} (${reason}).`, { cause: error });
  }
  return absolute;
}

function takenError(file: string): UsageError {
  return new UsageError(
    `${printable(path.resolve(file))} is there already. Name another file, or add --force.`,
  );
}
