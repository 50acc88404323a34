import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { markMissing, findFile } from "../../app/db/files.ts";
import { allLiveMovies } from "../../app/db/live-movies.ts";
import { savePhotoAnalysis } from "../../app/db/photos.ts";
import { saveShot } from "../../app/db/shots.ts";
import { findLiveMovies, moviesOfTheirOwn } from "../../app/library/find-live-movies.ts";
import { readMovieIdentifier } from "../../app/photo/movie-identifier.ts";
import { addPhoto, plainFacts, temporaryCatalogue } from "../support/catalogue.ts";
import { liveMovie } from "../support/live-movie.ts";
import { cutShort, writeInto } from "../support/photos.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const [mine, other] = ["0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9", "FFFFFFFF-4E5F-6071-8293-A4B5C6D7E8F9"];

/** A folder with a still IMG_1, with or without an identifier, and what is known of it. */
function folderWithStill(contentId: string | null, format = "heic", name = "IMG_1.HEIC") {
  const folder = join(temporaryFolder(), "photos");
  mkdirSync(folder);
  const db = temporaryCatalogue();
  const photoId = addPhoto(db, 1, join(folder, name));
  savePhotoAnalysis(db, photoId, { ...plainFacts, format, recipe: "r", analysedAtMs: 1 });
  saveShot(db, photoId, { fractionMs: null, burstId: null, contentId });
  const find = async (...movies: string[]) => {
    await findLiveMovies(db, movies, { roots: [folder], unknownBelow: [] });
    return allLiveMovies(db);
  };
  return { folder, db, photoId, find };
}

describe("a movie belongs to the still beside it", () => {
  test.each([
    ["by its name, where the still has no identifier", null, liveMovie(other)],
    ["by its name, where the movie has none, as after a conversion", mine, liveMovie(null)],
    ["by its name, where the movie cannot be read", mine, Buffer.from("no movie")],
    ["by the identifier of both", mine, liveMovie(mine)],
  ])("%s", async (_, contentId, movie) => {
    const { folder, db, photoId, find } = folderWithStill(contentId);
    const path = writeInto(folder, "IMG_1.mov", movie);
    expect(await moviesOfTheirOwn(db, [path])).toEqual(new Set());
    expect(await find(path)).toEqual([{ path, photoId }]);
  });

  test.each([
    ["of another name", null, "IMG_2.MOV", liveMovie(null)],
    ["with the identifier of another one", mine, "IMG_1.MOV", liveMovie(other)],
  ])("but not one %s", async (_, contentId, name, movie) => {
    const { folder, find } = folderWithStill(contentId);
    expect(await find(writeInto(folder, name, movie))).toEqual([]);
  });

  test("one with another identifier than all stills of its name is a video of its own", async () => {
    const { folder, db } = folderWithStill(mine);
    const path = writeInto(folder, "IMG_1.MOV", liveMovie(other));
    const elsewhere = writeInto(folder, "IMG_2.MOV", liveMovie(other));
    expect(await moviesOfTheirOwn(db, [path, elsewhere])).toEqual(new Set([path]));
    const copy = addPhoto(db, 2, join(folder, "IMG_1.JPG"));
    savePhotoAnalysis(db, copy, { ...plainFacts, format: "jpeg", recipe: "r", analysedAtMs: 1 });
    expect(await moviesOfTheirOwn(db, [path])).toEqual(new Set());
  });

  test("a picture that no camera makes has no movie", async () => {
    const { folder, find } = folderWithStill(null, "png", "IMG_1.png");
    expect(await find(writeInto(folder, "IMG_1.MOV", liveMovie(null)))).toEqual([]);
  });

  test("as long as both are there, and where Familiar looked", async () => {
    const { folder, db, photoId, find } = folderWithStill(null);
    const path = writeInto(folder, "IMG_1.MOV", liveMovie(null));
    await find(path);
    await findLiveMovies(db, [], { roots: [folder], unknownBelow: [folder] });
    await findLiveMovies(db, [], { roots: [join(folder, "other")], unknownBelow: [] });
    expect(allLiveMovies(db)).toEqual([{ path, photoId }]);
    markMissing(db, [findFile(db, join(folder, "IMG_1.HEIC"))?.id ?? 0], 1);
    expect(await find(path)).toEqual([]);
    db.exec("UPDATE files SET missing_since_ms = NULL");
    expect(await find(path)).toEqual([{ path, photoId }]);
    rmSync(path);
    expect(await find()).toEqual([]);
  });
});

describe("the identifier of a movie", () => {
  test("is found wherever the metadata lies", async () => {
    const folder = temporaryFolder();
    for (const isMetaFirst of [true, false]) {
      const path = writeInto(
        folder,
        `${String(isMetaFirst)}.mov`,
        liveMovie(mine.toLowerCase(), { isMetaFirst }),
      );
      expect(await readMovieIdentifier(path)).toBe(mine);
    }
  });

  test("is none, without an error, in a movie that is cut anywhere", async () => {
    const folder = temporaryFolder();
    const whole = liveMovie(mine, { isMetaFirst: true });
    for (let share = 0; share < 0.06; share += 0.002) {
      const path = writeInto(folder, "cut.mov", cutShort(whole, share));
      expect([null, mine]).toContain(await readMovieIdentifier(path));
    }
    expect(await readMovieIdentifier(join(folder, "none.mov"))).toBeNull();
  });
});
