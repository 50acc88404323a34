import { texts } from "../../texts/texts.ts";

/** A way to move chosen photos. */
export interface Move {
  readonly label: string;
  /** The photo that comes after them then, null = they come last; undefined = they cannot go there. */
  readonly beforePhotoId: number | null | undefined;
}

/** Where photos of an album can go; `ids` and `chosen` are in the order of the album. They stand side by side then. */
export function moves(ids: readonly number[], chosen: readonly number[]): Move[] {
  const moving = new Set(chosen);
  const staying = ids.filter((id) => !moving.has(id));
  const first = ids.findIndex((id) => moving.has(id));
  const last = ids.findLastIndex((id) => moving.has(id));
  const before = ids.slice(0, first).filter((id) => !moving.has(id));
  const after = ids.slice(last + 1).filter((id) => !moving.has(id));
  const isAtStart = before.length === 0 && last - first + 1 === chosen.length;
  const isAtEnd = after.length === 0 && last - first + 1 === chosen.length;
  return [
    { label: texts.albums.moveFirst, beforePhotoId: isAtStart ? undefined : staying[0] },
    { label: texts.albums.moveBack, beforePhotoId: before.at(-1) },
    { label: texts.albums.moveOn, beforePhotoId: after.length === 0 ? undefined : (after[1] ?? null) },
    { label: texts.albums.moveLast, beforePhotoId: isAtEnd ? undefined : null },
  ];
}
