import type { Command } from "commander";
import { addPhotos } from "../albums/actions/add-photos.ts";
import { changeAlbumQuery } from "../albums/actions/change-query.ts";
import { createAlbum } from "../albums/actions/create-album.ts";
import { deleteAlbum } from "../albums/actions/delete-album.ts";
import { orderAlbums } from "../albums/actions/order-albums.ts";
import { removePhotos } from "../albums/actions/remove-photos.ts";
import { renameAlbum } from "../albums/actions/rename-album.ts";
import { reorderPhotos } from "../albums/actions/reorder-photos.ts";
import { setAlbumCover } from "../albums/actions/set-cover.ts";
import type { Database } from "../db/open.ts";
import { searchPhotoIds } from "../search/search-photos.ts";
import { registerAlbumReadings } from "./album-readings.ts";
import { changeLibrary, type Change } from "./change-library.ts";
import { withCommonOptions, type CommonOptions } from "./console.ts";
import { findAlbum } from "./find-album.ts";
import { findIds, findPhotoId } from "./references.ts";
import { explainingSearchErrors } from "./search.ts";
import { UsageError } from "./usage-error.ts";

interface FillOptions extends CommonOptions {
  readonly search?: string;
}

/** Registers `familiar album` with all that can be done with albums. */
export function registerAlbumCommand(program: Command): void {
  const albums = program
    .command("album")
    .description("albums: filled by hand, or by a search that goes on filling them");
  registerAlbumReadings(albums);
  registerAlbumChanges(albums);
  registerContentChanges(albums);
}

async function changeAlbum<Result>(options: CommonOptions, change: Change<Result>): Promise<void> {
  await changeLibrary(options, "familiar album", (context) => explainingSearchErrors(() => change(context)));
}

function registerAlbumChanges(albums: Command): void {
  withCommonOptions(albums.command("create"))
    .description("make an album")
    .argument("<NAME>")
    .argument("[PHOTO...]", "the first photos: paths, or photo:12")
    .option("--search <QUERY>", "it fills itself with what this search finds, now and later")
    .action(async (name: string, photos: readonly string[], options: FillOptions) => {
      const { search } = options;
      if (search !== undefined && photos.length > 0)
        throw new UsageError("An album is filled by hand or by a search: leave out the photos or --search.");
      await changeAlbum(options, (context) =>
        createAlbum(context, {
          name,
          ...(search === undefined ? { photoIds: findIds(context.db, photos, "photo") } : { query: search }),
        }),
      );
    });
  withCommonOptions(albums.command("rename"))
    .description("give an album another name")
    .argument("<ALBUM>", "its name, or album:3")
    .argument("<NAME>")
    .action(async (album: string, name: string, options: CommonOptions) => {
      await changeAlbum(options, (context) =>
        renameAlbum(context, { albumId: findAlbum(context.db, album).id, name }),
      );
    });
  withCommonOptions(albums.command("delete"))
    .description("delete an album; its photos stay")
    .argument("<ALBUM>")
    .action(async (album: string, options: CommonOptions) => {
      await changeAlbum(options, (context) =>
        deleteAlbum(context, { albumId: findAlbum(context.db, album).id }),
      );
    });
  withCommonOptions(albums.command("query"))
    .description("change the search that fills an album")
    .argument("<ALBUM>")
    .argument("<QUERY...>")
    .allowUnknownOption()
    .action(async (album: string, words: readonly string[], options: CommonOptions) => {
      await changeAlbum(options, (context) =>
        changeAlbumQuery(context, { albumId: findAlbum(context.db, album).id, query: words.join(" ") }),
      );
    });
  withCommonOptions(albums.command("order"))
    .description("put albums into an order: these first, the others behind them")
    .argument("<ALBUM...>")
    .action(async (words: readonly string[], options: CommonOptions) => {
      await changeAlbum(options, (context) =>
        orderAlbums(context, { albumIds: words.map((word) => findAlbum(context.db, word).id) }),
      );
    });
}

function registerContentChanges(albums: Command): void {
  withCommonOptions(albums.command("add"))
    .description("put photos into an album")
    .argument("<ALBUM>")
    .argument("[PHOTO...]", "paths, or photo:12")
    .option("--search <QUERY>", "all that this search finds now")
    .action(async (album: string, photos: readonly string[], options: FillOptions) => {
      await changeAlbum(options, (context) =>
        addPhotos(context, {
          albumId: findAlbum(context.db, album).id,
          photoIds: chosenPhotos(context.db, photos, options.search),
        }),
      );
    });
  withCommonOptions(albums.command("remove"))
    .description("take photos out of an album; they stay in the library")
    .argument("<ALBUM>")
    .argument("<PHOTO...>", "paths, or photo:12")
    .action(async (album: string, photos: readonly string[], options: CommonOptions) => {
      await changeAlbum(options, (context) =>
        removePhotos(context, {
          albumId: findAlbum(context.db, album).id,
          photoIds: findIds(context.db, photos, "photo"),
        }),
      );
    });
  withCommonOptions(albums.command("move"))
    .description("bring photos of an album to its end, or before another photo")
    .argument("<ALBUM>")
    .argument("<PHOTO...>", "paths, or photo:12")
    .option("--before <PHOTO>", "the photo that is to come after them")
    .action(
      async (album: string, photos: readonly string[], options: CommonOptions & { before?: string }) => {
        const { before } = options;
        await changeAlbum(options, (context) =>
          reorderPhotos(context, {
            albumId: findAlbum(context.db, album).id,
            photoIds: findIds(context.db, photos, "photo"),
            beforePhotoId: before === undefined ? null : findPhotoId(context.db, before),
          }),
        );
      },
    );
  withCommonOptions(albums.command("cover"))
    .description("choose the photo that stands for an album")
    .argument("<ALBUM>")
    .argument("<PHOTO>", "a path, photo:12, or none: the newest or first one")
    .action(async (album: string, photo: string, options: CommonOptions) => {
      await changeAlbum(options, (context) =>
        setAlbumCover(context, {
          albumId: findAlbum(context.db, album).id,
          photoId: photo === "none" ? null : findPhotoId(context.db, photo),
        }),
      );
    });
}

function chosenPhotos(db: Database, photos: readonly string[], search: string | undefined): number[] {
  if (search === undefined && photos.length === 0)
    throw new UsageError("Which photos? Give their paths, or --search QUERY.");
  return [...findIds(db, photos, "photo"), ...(search === undefined ? [] : searchPhotoIds(db, search))];
}
