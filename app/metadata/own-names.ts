import { allWrittenMetadata } from "../db/metadata-writes.ts";
import type { Database } from "../db/open.ts";
import type { SourcedRegion } from "./place-regions.ts";
import { writtenItemsSchema } from "./write/written-items.ts";

/**
 * Tells names that Familiar wrote from those of other programs: its own are no news, and a person who was renamed since
 * must not come back by the former name.
 */
export function ownNames(db: Database): (region: SourcedRegion) => boolean {
  const names = new Map(
    allWrittenMetadata(db).map(({ path, items }) => {
      const { mwg, microsoft, people, keywords } = writtenItemsSchema.parse(JSON.parse(items));
      const withPlace = new Set([...mwg, ...microsoft].map(({ name }) => name));
      // The last level of a hierarchical keyword has no bars.
      const withoutPlace = new Set([...people, ...keywords.map((keyword) => keyword.replaceAll("|", "/"))]);
      return [path, { withPlace, withoutPlace }];
    }),
  );
  return ({ name, area, path }) => {
    const own = names.get(path);
    if (own === undefined || name === null) return false;
    return (area === null ? own.withoutPlace : own.withPlace).has(name);
  };
}
