import type { ConflictReason, ImportPlan, MetadataProblem, PlannedPerson } from "../metadata/import-plan.ts";
import { count, printable } from "./words.ts";

/** What a person at a terminal is told of an import that is planned, or was done. */
export function planText(plan: ImportPlan, { isDone }: { readonly isDone: boolean }): string {
  const { counts } = plan;
  const lines = [`${count(counts.photosRead, "photo")} read, ${counts.photosWithNames} with names.`];
  if (plan.deeds.length === 0) lines.push(nothingText(plan));
  else {
    lines.push(
      `${isDone ? "Taken over" : "To take over"}: ${count(counts.facesNamed, "face")} named, ` +
        `${counts.facesDrawn} drawn where no face was found, ` +
        `${count(counts.photosWithoutFace, "photo")} with somebody whose face is not to be seen.`,
    );
    lines.push(...plan.people.filter(isBusy).map((person) => `  ${personText(person)}`));
  }
  if (counts.importedBefore > 0)
    lines.push(`${count(counts.importedBefore, "name")} taken over before, and left as they are now.`);
  if (counts.photosNotScanned > 0)
    lines.push(`${count(counts.photosNotScanned, "photo")} with names not analysed yet: scan first.`);
  lines.push(...conflictLines(plan), ...problemLines(plan.problems));
  return lines.join("\n");
}

function nothingText({ counts }: ImportPlan): string {
  return counts.photosWithNames === 0
    ? "No names were found in them."
    : "There is nothing to take over: the library has these names already.";
}

function isBusy({ facesNamed, facesDrawn, photosWithoutFace }: PlannedPerson): boolean {
  return facesNamed + facesDrawn + photosWithoutFace > 0;
}

function personText({ name, target, facesNamed, facesDrawn, photosWithoutFace }: PlannedPerson): string {
  const who =
    target.kind === "new"
      ? "new"
      : target.kind === "existing"
        ? `person:${target.personId}${target.name === name ? "" : ` ${printable(target.name)}`}`
        : "";
  const parts = [
    count(facesNamed + facesDrawn, "face"),
    ...(photosWithoutFace > 0 ? [`${count(photosWithoutFace, "photo")} without a face`] : []),
  ];
  return `${printable(name)} (${who}): ${parts.join(", ")}`;
}

const reasons: Readonly<Record<ConflictReason, string>> = {
  "other-name": "you gave the face another name",
  rejected: "you said that it is somebody else",
  ignored: "you ignore the face",
  "no-face": "you said that there is no face",
  twice: "they have another face in the photo",
  "several-people": "several people are called so: say who with --as NAME=person:12",
  "too-small": "the marked place is too small for a face",
};

/** Lists are cut at this many lines; all is in --json. */
const mostLines = 20;

function conflictLines({ conflicts }: ImportPlan): string[] {
  if (conflicts.length === 0) return [];
  const shown = conflicts.slice(0, mostLines);
  return [
    `${count(conflicts.length, "name")} not taken over, as your own word goes first:`,
    ...shown.map(
      ({ name, path, reason }) => `  ${printable(name)} in ${printable(path)}: ${reasons[reason]}`,
    ),
    ...moreLine(conflicts.length - shown.length),
  ];
}

function problemLines(problems: readonly MetadataProblem[]): string[] {
  if (problems.length === 0) return [];
  const shown = problems.slice(0, mostLines);
  return [
    `${count(problems.length, "file")} whose metadata could not be read:`,
    ...shown.map(({ path, reason }) => `  ${printable(path)}: ${reason}`),
    ...moreLine(problems.length - shown.length),
  ];
}

function moreLine(left: number): string[] {
  return left > 0 ? [`  and ${left.toLocaleString("en-US")} more (--json lists all)`] : [];
}
