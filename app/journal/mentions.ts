import { trackedTable, type ReferencedTableName, type RowChange } from "../db/tracked-tables.ts";

/** Ids of rows of other tables that changes name. */
export type Mentions = Readonly<Record<ReferencedTableName, ReadonlySet<number>>>;

/** What changes refer to, on either side; also the faces, people, judgements and albums that they change. */
export function mentionsOf(changes: readonly RowChange[]): Mentions {
  const mentions = {
    ...{ people: new Set<number>(), faces: new Set<number>(), judgements: new Set<number>() },
    ...{ albums: new Set<number>(), photos: new Set<number>(), clusters: new Set<number>() },
  };
  for (const change of changes) {
    const { name, key, references } = trackedTable(change.table);
    const own = change.key[0];
    if (name in mentions && typeof own === "number") mentions[name as keyof typeof mentions].add(own);
    for (const [column, table] of Object.entries(references)) {
      const values = [change.key[key.indexOf(column)], change.before?.[column], change.after?.[column]];
      for (const value of values) if (typeof value === "number") mentions[table].add(value);
    }
  }
  return mentions;
}
