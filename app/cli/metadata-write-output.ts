import type { Difference } from "../metadata/write/edit-list.ts";
import type { WrittenList } from "../metadata/write/photo-people.ts";
import type { UndoneWrites } from "../metadata/write/undo-writes.ts";
import type { FileReport, WriteReport } from "../metadata/write/write-names.ts";
import { count, printable } from "./words.ts";

/** Lists are cut at this many files; all is in --json. */
const mostFiles = 20;

/** What a person at a terminal is told of names that were written, or would be. */
export function writeText({ files, wasStopped }: WriteReport, commands: { readonly undo: string }): string {
  const of = (outcome: FileReport["outcome"]) => files.filter((file) => file.outcome === outcome);
  const [written, planned, failed] = [of("written"), of("planned"), of("failed")];
  const lines = [
    ...(planned.length > 0 ? [`${count(planned.length, "file")} would be written:`, ...listed(planned)] : []),
    ...(written.length > 0 ? [`${count(written.length, "file")} written.`] : []),
    ...(written.length + planned.length + failed.length === 0
      ? ["Nothing to write: the files say already what the library knows."]
      : []),
    ...of("unchanged").flatMap((file) => leftLines(file)),
    ...failed.map(({ reason }) => reason ?? ""),
    ...(wasStopped ? ["Stopped. The same command goes on with the rest."] : []),
    ...(written.length > 0 ? [`Put the files back with: ${commands.undo}`] : []),
  ];
  return lines.map(printable).join("\n");
}

function listed(files: readonly FileReport[]): string[] {
  const lines = files
    .slice(0, mostFiles)
    .flatMap(({ path, differences }) => [
      `  ${path}`,
      ...differences.map((each) => `    ${differenceText(each)}`),
    ]);
  const left = files.length - mostFiles;
  return left > 0 ? [...lines, `  and ${left.toLocaleString("en-US")} more (--json lists all)`] : lines;
}

function leftLines({ path, differences }: FileReport): string[] {
  return differences.length === 0 ? [] : [path, ...differences.map((each) => `  ${differenceText(each)}`)];
}

const listNames: Readonly<Record<WrittenList, string>> = {
  mwg: "face region (MWG)",
  microsoft: "face region (Microsoft)",
  people: "person shown",
  keywords: "keyword",
  hierarchy: "keyword",
};

/** "+ face region (MWG) Anna". */
function differenceText({ change, list, name, reason }: Difference): string {
  const mark = { add: "+", remove: "-", leave: "=" }[change];
  const why = {
    "other-name": "left, as another program has another name there",
    cropped: "left, as the regions there are of a picture that was cropped since",
  };
  return `${mark} ${listNames[list]} ${name}${reason === undefined ? "" : ` (${why[reason]})`}`;
}

/** What a person at a terminal is told of files that were put back. */
export function undoneText({ writtenAtMs, restored, failed }: UndoneWrites, ago: string): string {
  if (writtenAtMs === null) return "Nothing to put back: Familiar wrote into no file, or all was put back.";
  return [
    `${count(restored.length, "file")} put back as before what was written ${ago}.`,
    ...failed.map(({ reason }) => reason),
  ]
    .map(printable)
    .join("\n");
}
