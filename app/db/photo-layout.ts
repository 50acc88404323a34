import type { Database } from "./open.ts";
import { packedIdLimit } from "./search.ts";
import { statement } from "./statement.ts";

/** The largest number that `photoRatios` gives: a panorama wider than that is shown as wide as that. */
export const largestRatio = 10_000;

/**
 * The shapes of all photos that were analysed, in no particular order, each photo id * packedIdLimit + the hundredfold
 * of width by height, rounded, from 1 to `largestRatio`.
 */
export function photoRatios(db: Database): number[] {
  // One text of all numbers is read in half the time of a row a number.
  const text = statement<[], string>(
    db,
    `SELECT json_group_array(id * ${packedIdLimit}
       + min(max((200 * width + height) / (2 * height), 1), ${largestRatio}))
     FROM photos WHERE width IS NOT NULL`,
  )
    .pluck()
    .get();
  // The statement's own words.
  return JSON.parse(text ?? "[]") as number[];
}

/** How many photos were taken in a month. */
export interface MonthOfPhotos {
  /** "2019-05" */
  readonly month: string;
  /** Missing ones, too. */
  readonly photos: number;
}

/** Every month in which photos were taken, newest first; they are as many as the first photos of `photoIdsByTime`. */
export function photoMonths(db: Database): MonthOfPhotos[] {
  return statement<[], MonthOfPhotos>(
    db,
    // From month to month by the index: counting by month alone would sort all photos.
    `WITH RECURSIVE newest (at) AS (
       SELECT max(taken_at) FROM photos
       UNION ALL
       SELECT (SELECT max(taken_at) FROM photos WHERE taken_at < substr(newest.at, 1, 7))
       FROM newest WHERE newest.at IS NOT NULL)
     SELECT substr(at, 1, 7) AS month,
       (SELECT count(*) FROM photos WHERE taken_at >= substr(at, 1, 7) AND taken_at <= at) AS photos
     FROM newest WHERE at IS NOT NULL`,
  ).all();
}
