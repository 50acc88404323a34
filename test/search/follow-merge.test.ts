import { expect, test } from "vitest";
import { allAlbums, insertAlbum } from "../../app/db/albums.ts";
import { act } from "../../app/journal/act.ts";
import { undo } from "../../app/journal/undo.ts";
import { followMergeInAlbums } from "../../app/search/follow-merge.ts";
import { actionContext } from "../support/action-context.ts";
import { temporaryCatalogue } from "../support/catalogue.ts";

test("albums name the person who stays, and the one who went again after undo", () => {
  const db = temporaryCatalogue();
  const queries = ["person:3 & person:1", "only(person:2+3)", null, "folder:person:3", "person:3 & wat("];
  for (const [at, query] of queries.entries()) insertAlbum(db, { name: `${at}`, query });
  const context = actionContext(db);
  const merge = { kind: "merge-people", summary: "merged" } as const;
  act(context, merge, () => {
    followMergeInAlbums(db, 3, 2);
  });
  expect(allAlbums(db).map(({ query }) => query)).toEqual([
    ...["person:2 & person:1", "only(person:2)", null, "folder:person:3", "person:3 & wat("],
  ]);
  undo(context);
  expect(allAlbums(db).map(({ query }) => query)).toEqual(queries);
});
