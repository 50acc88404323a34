import type { Command } from "commander";
import { photoIdsOfAlbum } from "../albums/album-photos.ts";
import { allPeople } from "../db/people.ts";
import type { Database } from "../db/open.ts";
import { photosOfPeople } from "../db/photos-of-people.ts";
import { allWrittenMetadata, type MetadataTarget } from "../db/metadata-writes.ts";
import { explainLibraryError } from "../library/open-library.ts";
import { undoWrites } from "../metadata/write/undo-writes.ts";
import { createWriteContext } from "../metadata/write/write-context.ts";
import { writeNames, type WriteReport } from "../metadata/write/write-names.ts";
import { timeAgo } from "../journal/history.ts";
import { openLibraryToChange } from "./change-library.ts";
import {
  commandForLibrary,
  exitCodes,
  libraryOf,
  note,
  printResult,
  withCommonOptions,
  type CommonOptions,
} from "./console.ts";
import { withExamples } from "./examples.ts";
import { findAlbum } from "./find-album.ts";
import { journalNotes } from "./journal-notes.ts";
import { undoneText, writeText } from "./metadata-write-output.ts";
import { wordOption } from "./option-values.ts";
import { findIds } from "./references.ts";
import { stopOnInterrupt } from "./stop-on-interrupt.ts";
import { UsageError } from "./usage-error.ts";
import { count } from "./words.ts";

interface WriteOptions extends CommonOptions {
  readonly photo?: readonly string[];
  readonly person?: readonly string[];
  readonly album?: readonly string[];
  readonly all?: boolean;
  readonly update?: boolean;
  readonly into?: MetadataTarget;
  readonly keepTime?: boolean;
  readonly dryRun?: boolean;
}

/** Registers `familiar metadata write` and `familiar metadata undo`. */
export function registerMetadataWrite(metadata: Command): void {
  withExamples(withCommonOptions(metadata.command("write")), [
    ["metadata write --person Anna --dry-run", "what would be written into the photos of Anna"],
    ["metadata write --album Wedding", "sidecars (photo.jpg.xmp) for an album"],
    ["metadata write --all --into file --keep-time", "into all photos themselves"],
    ["metadata write --update", "after renaming: only what Familiar wrote before"],
  ])
    .description("write names into the metadata of photos, in the formats that other programs read")
    .option("--photo <PHOTO...>", "paths, or photo:12")
    .option("--person <PERSON...>", "the photos of people: names, or person:12")
    .option("--album <ALBUM...>", "the photos of albums: names, or album:3")
    .option("--all", "every photo with somebody who has a name")
    .option("--update", "bring up to date what Familiar wrote, and write nothing new")
    .option(
      "--into <WHERE>",
      "sidecar: a file beside the photo; file: the photo itself",
      wordOption("sidecar", "file"),
    )
    .option("--keep-time", "photos keep their modification time")
    .option("--dry-run", "say what would be written, and write nothing")
    .action(write);
  withCommonOptions(metadata.command("undo"))
    .description("put back the files that were written last, bit for bit")
    .action(undo);
}

async function write(options: WriteOptions): Promise<void> {
  using library = await openLibraryToChange(libraryOf(options), "familiar metadata write");
  const { signal, release } = stopOnInterrupt();
  try {
    const photoIds = chosenPhotos(library.db, options);
    const report = await writeNames(createWriteContext(library, Date.now), photoIds, {
      into: options.update === true ? "as-before" : (options.into ?? "sidecar"),
      ...{ keepsModifiedTime: options.keepTime === true, isDryRun: options.dryRun === true, signal },
      onProgress: noteProgress(options),
    });
    if (report.wasStopped || report.files.some(({ outcome }) => outcome === "failed")) {
      process.exitCode = exitCodes.failed;
    }
    printResult(options, { isDryRun: options.dryRun === true, ...resultOf(report) }, () =>
      writeText(report, { undo: commandForLibrary("metadata undo", options) }),
    );
  } catch (error) {
    throw explainLibraryError(error, library);
  } finally {
    release();
    for (const line of journalNotes(library)) note(line);
  }
}

async function undo(options: CommonOptions): Promise<void> {
  using library = await openLibraryToChange(libraryOf(options), "familiar metadata undo");
  try {
    const undone = await undoWrites(createWriteContext(library, Date.now));
    if (undone.failed.length > 0 || undone.writtenAtMs === null) process.exitCode = exitCodes.failed;
    const { writtenAtMs, restored, failed } = undone;
    const at = writtenAtMs === null ? null : new Date(writtenAtMs).toISOString();
    printResult(options, { writtenAt: at, restored, failed }, () =>
      undoneText(undone, writtenAtMs === null ? "" : timeAgo(writtenAtMs, Date.now())),
    );
  } catch (error) {
    throw explainLibraryError(error, library);
  }
}

function chosenPhotos(db: Database, options: WriteOptions): number[] {
  const { photo = [], person = [], album = [], all, update } = options;
  if (update === true && options.into !== undefined) {
    throw new UsageError("--update writes where Familiar wrote before: leave out --into.");
  }
  const chosen = [
    ...(photo.length > 0 ? findIds(db, photo, "photo") : []),
    ...(person.length > 0 ? photosOfPeople(db, findIds(db, person, "person")) : []),
    ...album.flatMap((name) => photoIdsOfAlbum(db, findAlbum(db, name))),
    ...(all === true
      ? photosOfPeople(
          db,
          allPeople(db).map(({ id }) => id),
        )
      : []),
  ];
  const isNamed = photo.length + person.length + album.length > 0 || all === true;
  if (!isNamed && update !== true) {
    throw new UsageError("Which photos? Say --photo, --person, --album, or --all.");
  }
  if (!isNamed) chosen.push(...allWrittenMetadata(db).map(({ photoId }) => photoId));
  return [...new Set(chosen)].sort((a, b) => a - b);
}

function resultOf({ files, batch, wasStopped }: WriteReport) {
  return { batch, wasStopped, files };
}

const noteEveryMs = 2_000;

function noteProgress({ json }: CommonOptions): (done: number, total: number) => void {
  let lastMs = performance.now();
  return (done, total) => {
    if (json === true || performance.now() - lastMs < noteEveryMs) return;
    lastMs = performance.now();
    note(`Writing names: ${done.toLocaleString("en-US")} of ${count(total, "photo")}`);
  };
}
