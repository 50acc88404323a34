import type { Command } from "commander";
import { photoIdsOfAlbum, photosOfAlbum } from "../albums/album-photos.ts";
import { exportPhotos, type ExportReport } from "../albums/export-photos.ts";
import { listAlbum, listAlbums } from "../albums/list-albums.ts";
import { listPeopleAlbums } from "../albums/people-albums.ts";
import type { Database } from "../db/open.ts";
import { openLibraryToRead } from "../library/open-library.ts";
import { searchPhotoIds } from "../search/search-photos.ts";
import { albumContentText, albumListText, exportText } from "./album-output.ts";
import { exitCodes, libraryOf, note, printResult, withCommonOptions, type CommonOptions } from "./console.ts";
import { findAlbum } from "./find-album.ts";
import { folderArguments, wholeNumberOption } from "./option-values.ts";
import { explainingSearchErrors } from "./search.ts";
import { stopOnInterrupt } from "./stop-on-interrupt.ts";
import { count } from "./words.ts";

interface LimitOptions extends CommonOptions {
  readonly limit: number;
}

/** Registers `familiar album list`, `show` and `export`, which change nothing in the library. */
export function registerAlbumReadings(albums: Command): void {
  const limit = wholeNumberOption(1, 10_000_000);
  withCommonOptions(albums.command("list", { isDefault: true }))
    .description("list the albums, and the people, who are albums too")
    .option("--limit <N>", "people to print (not with --json)", limit, 20)
    .action(async (options: LimitOptions) => {
      using library = await openLibraryToRead(libraryOf(options));
      const { db } = library;
      const result = { albums: listAlbums(db), people: listPeopleAlbums(db) };
      printResult(options, result, () => albumListText(result, options.limit));
    });
  withCommonOptions(albums.command("show"))
    .description("list the photos of an album")
    .argument("<ALBUM>", "its name, or album:3")
    .option("--limit <N>", "photos to print", limit, 100)
    .action(async (word: string, options: LimitOptions) => {
      using library = await openLibraryToRead(libraryOf(options));
      const { db } = library;
      const album = findAlbum(db, word);
      const content = explainingSearchErrors(() => photosOfAlbum(db, album, { limit: options.limit }));
      printResult(options, { album: listAlbum(db, album), ...content }, albumContentText);
    });
  withCommonOptions(albums.command("export"))
    .description("copy the files of an album into a folder; nothing there is overwritten")
    .argument("<ALBUM>", "its name, album:3, or person:12")
    .argument("<FOLDER>", "is made when it is not there", (folder) => folderArguments(folder, []).join(""))
    .option("--link", "hard links: no space, but the same files under two names")
    .action(async (word: string, folder: string, options: CommonOptions & { link?: boolean }) => {
      using library = await openLibraryToRead(libraryOf(options));
      const { db } = library;
      const photoIds = explainingSearchErrors(() => photoIdsNamed(db, word));
      const report = await exportWithProgress(db, photoIds, folder, options.link === true);
      printResult(options, report, exportText);
      if (report.failed.length > 0 || report.isCancelled) process.exitCode = exitCodes.failed;
    });
}

function photoIdsNamed(db: Database, word: string): number[] {
  return /^person:/i.test(word) ? searchPhotoIds(db, word) : photoIdsOfAlbum(db, findAlbum(db, word));
}

async function exportWithProgress(
  db: Database,
  photoIds: readonly number[],
  folder: string,
  isLinking: boolean,
): Promise<ExportReport> {
  const interrupt = stopOnInterrupt();
  let saidAtMs = performance.now();
  try {
    return await exportPhotos(db, photoIds, folder, {
      mode: isLinking ? "link" : "copy",
      signal: interrupt.signal,
      onProgress: ({ done, total }) => {
        if (performance.now() - saidAtMs < 2_000) return;
        saidAtMs = performance.now();
        note(`${done.toLocaleString("en-US")} of ${count(total, "photo")}`);
      },
    });
  } finally {
    interrupt.release();
  }
}
