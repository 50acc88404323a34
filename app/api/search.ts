import { Hono } from "hono";
import { z } from "zod";
import { searchablePeople } from "../db/search-people.ts";
import { addPersonToSearch, waysToCombine } from "../search/combine.ts";
import { completeSearch } from "../search/complete.ts";
import type { ServerContext } from "./context.ts";
import { idInText, validate } from "./validate.ts";

/** Longer than anybody writes a search by hand. */
const text = z.string().max(10_000);

const complete = z.strictObject({
  text,
  /** Where the user types, a position in UTF-16. */
  cursor: z.coerce.number().int().nonnegative(),
});

const add = z.strictObject({ text, personId: idInText, way: z.enum(waysToCombine) });

/** What helps to write a search; the photos that it finds are at /photos. */
export function searchRoutes({ library: { db } }: Pick<ServerContext, "library">) {
  return new Hono()
    .get("/complete", validate("query", complete), (c) => {
      const asked = c.req.valid("query");
      return c.json({ text: asked.text, candidates: completeSearch(db, asked.text, asked.cursor) });
    })
    .get("/add-person", validate("query", add), (c) => {
      const { text: before, ...added } = c.req.valid("query");
      return c.json({ text: addPersonToSearch(before, added, searchablePeople(db)) });
    });
}
