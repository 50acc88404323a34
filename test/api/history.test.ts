import { describe, expect, it } from "vitest";
import { sampleLibrary, serveForTest } from "../support/served-library.ts";

describe("the API of a library", () => {
  it("scans nothing twice, lists people, undoes and redoes, and tells of it", async () => {
    const { client, server } = await serveForTest({ libraryFolder: await sampleLibrary() });
    const events: unknown[] = [];
    server.context.events.listen((event) => events.push(event));

    const people = await (await client.people.$get()).json();
    expect(people.people).toEqual([]);
    const unnamed = await (await client.groups.$get()).json();
    expect(unnamed.faces).toBeGreaterThan(10);

    const empty = await client.history.undo.$post({ json: {} });
    expect(empty.status).toBe(409);
    expect(await empty.json()).toMatchObject({ error: { code: "NothingToUndoError" } });
    expect(events).toEqual([]);
  });

  it("answers what does not fit with 400 and the reason, and unknown addresses with 404", async () => {
    const { client, ask } = await serveForTest();

    const wrong = await ask("/api/people/merge", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ intoId: "1", fromIds: [] }),
    });
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toMatchObject({ error: { code: "BadRequestError" } });

    const unknown = await client.people[":id"].rename.$post({ param: { id: "7" }, json: { name: "Anna" } });
    expect(unknown.status).toBe(409);
    expect(await unknown.json()).toMatchObject({
      error: { code: "UnknownPersonError", details: { personId: 7 } },
    });
    expect((await ask("/api/nothing")).status).toBe(404);
  });
});
