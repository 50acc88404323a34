import { allAlbums, type Album } from "../db/albums.ts";
import type { Database } from "../db/open.ts";
import { fold } from "../search/fold.ts";
import { UsageError } from "./usage-error.ts";
import { printable } from "./words.ts";

/**
 * The album that a command was given: "album:3", or its name without regard to case and accents.
 * @throws UsageError when there is none.
 */
export function findAlbum(db: Database, word: string): Album {
  const albums = allAlbums(db);
  const number = /^album:(\d+)$/i.exec(word)?.[1];
  const found = albums.filter(({ id, name }) =>
    number === undefined ? fold(name) === fold(word) : id === Number(number),
  );
  const [album, ...others] = found;
  if (album === undefined)
    throw new UsageError(`There is no album ${printable(word)}. "familiar album list" lists all.`);
  if (others.length > 0)
    throw new UsageError(
      `Several albums are called so: ${found.map(({ id }) => `album:${id}`).join(", ")}. Write the one you mean.`,
    );
  return album;
}
