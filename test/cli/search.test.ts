import { expect, test } from "vitest";
import { explainingSearchErrors, searchText } from "../../app/cli/search.ts";
import { UsageError } from "../../app/cli/usage-error.ts";
import { parseQuery } from "../../app/search/parse.ts";
import { errorOf } from "../support/error-of.ts";

function found(total: number, ...paths: string[]) {
  const photos = paths.map((path, at) => ({ id: at + 1, path, takenAt: null, people: [] }));
  return searchText({ query: "anna", photos, total, ms: 1 });
}

test("paths, and how many there are in all", () => {
  expect(found(2, "/a.jpg", "/b\n.jpg")).toBe("/a.jpg\n/b\\n.jpg\n2 photos");
  expect(found(1234, "/a.jpg")).toBe("/a.jpg\n... and 1,233 more (--limit shows them)\n1,234 photos");
  expect(found(0)).toBe("No photos found.");
});

test("a search that cannot be understood is wrong usage, with the place", () => {
  const error = errorOf(() => explainingSearchErrors(() => parseQuery("anna & | ben")));
  expect(error).toBeInstanceOf(UsageError);
  expect(error).toMatchObject({
    message: "A name or a condition is missing here.\n\n    anna & | ben\n           ^",
  });
});
