import { z } from "zod";

const share = z.number();
const region = z.strictObject({
  name: z.string().min(1),
  area: z.strictObject({ x: share, y: share, width: share, height: share }),
});

/** What in the metadata of a file is Familiar's: nothing else in it is ever changed or taken out. */
export const writtenItemsSchema = z.strictObject({
  mwg: z.array(region),
  microsoft: z.array(region),
  people: z.array(z.string()),
  keywords: z.array(z.string()),
  hierarchy: z.array(z.string()),
});

/** By list of XMP; areas are of the upright picture. */
export type WrittenItems = z.infer<typeof writtenItemsSchema>;
export type WrittenFace = z.infer<typeof region>;

/** Nothing: a file that Familiar never wrote into. */
export const noItems: WrittenItems = { mwg: [], microsoft: [], people: [], keywords: [], hierarchy: [] };

/** Is nothing in the file Familiar's? */
export function isNothing(items: WrittenItems): boolean {
  return Object.values(items).every((list) => list.length === 0);
}
