import { describe, expect, it } from "vitest";
import { createPerson } from "../../app/db/people.ts";
import { serveForTest } from "../support/served-library.ts";

describe("help with searches", () => {
  it("completes names and words at the cursor", async () => {
    const { client, server } = await serveForTest();
    createPerson(server.context.library.db, "Anna Maria");

    const text = "an & faces";
    const answer = await client.search.complete.$get({ query: { text, cursor: "2" } });

    expect(await answer.json()).toEqual({
      text,
      candidates: [{ kind: "person", text: '"Anna Maria"', label: "Anna Maria", start: 0, end: 2 }],
    });
  });

  it("adds a person", async () => {
    const { client, server } = await serveForTest();
    const personId = createPerson(server.context.library.db, "Anna");

    const query = { text: "2019", personId: String(personId), way: "not" } as const;
    const answer = await client.search["add-person"].$get({ query });

    expect(await answer.json()).toEqual({ text: "2019 & -Anna" });
  });

  it("says where a search is wrong", async () => {
    const { client, server } = await serveForTest();
    const personId = createPerson(server.context.library.db, "Anna");

    const query = { text: "2019 & (", personId: String(personId), way: "and" } as const;
    const answer = await client.search["add-person"].$get({ query });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { code: "SearchError", details: { text: "2019 & (", span: { start: 8, end: 8 } } },
    });
  });
});
