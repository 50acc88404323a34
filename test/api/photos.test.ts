import { describe, expect, it } from "vitest";
import { createAlbum } from "../../app/albums/actions/create-album.ts";
import { createActionContext } from "../../app/library/open-library.ts";
import { sampleLibrary, serveForTest, type ServedLibrary } from "../support/served-library.ts";

async function layoutOf({ client }: ServedLibrary, query: { query?: string; album?: string }) {
  const answer = await client.photos.$get({ query });
  expect(answer.status).toBe(200);
  return await answer.json();
}

describe("the layout of photos", () => {
  it("has the shape of every photo, newest first, and its months", async () => {
    const served = await serveForTest({ libraryFolder: await sampleLibrary() });
    const { db } = served.server.context.library;
    const dates = [
      "2019-05-03T10:00:00",
      null,
      "2021-01-01T00:00:00",
      "2019-05-30T23:59:59",
      null,
      "2019-04-30T23:59:59",
    ];
    dates.forEach((takenAt, place) =>
      db.prepare("UPDATE photos SET taken_at = ? WHERE id = ?").run(takenAt, place + 1),
    );

    db.prepare("UPDATE files SET missing_since_ms = 1 WHERE photo_id > ?").run(dates.length);
    const layout = await layoutOf(served, {});

    expect(layout).toMatchObject({ total: 6, ids: [3, 4, 1, 6, 5, 2] });
    expect(layout.months).toEqual([
      { month: "2021-01", count: 1 },
      { month: "2019-05", count: 2 },
      { month: "2019-04", count: 1 },
      { month: null, count: 2 },
    ]);
    const sizes = layout.ids.map((id) =>
      db
        .prepare<[number], { width: number; height: number }>("SELECT width, height FROM photos WHERE id = ?")
        .get(id),
    );
    expect(layout.ratios).toEqual(
      sizes.map((size) => Math.round(((size?.width ?? 0) / (size?.height ?? 1)) * 100)),
    );
    expect(await layoutOf(served, { query: "2019" })).toMatchObject({
      ids: [4, 1, 6],
      months: [
        { month: "2019-05", count: 2 },
        { month: "2019-04", count: 1 },
      ],
    });
  });

  it("follows what changes: photos that are gone are left out, and photos not looked at yet have no shape", async () => {
    const served = await serveForTest({ libraryFolder: await sampleLibrary() });
    const { db } = served.server.context.library;
    const before = await layoutOf(served, {});

    db.prepare("UPDATE files SET missing_since_ms = 1 WHERE photo_id = ?").run(before.ids[0]);
    db.prepare("INSERT INTO photos (id, content_hash, size_bytes) VALUES (99, zeroblob(32), 1)").run();
    db.prepare(
      "INSERT INTO files (path, size_bytes, modified_at_ms, photo_id) VALUES ('/new.jpg', 1, 1, 99)",
    ).run();
    const after = await layoutOf(served, {});

    expect(after.ids.toSorted((a, b) => a - b)).toEqual(
      [...before.ids.slice(1), 99].toSorted((a, b) => a - b),
    );
    expect(after.ratios[after.ids.indexOf(99)]).toBe(0);
  });

  it("of an album has the order of the user and no months; a search that fails says where", async () => {
    const served = await serveForTest({ libraryFolder: await sampleLibrary() });
    const { library, now } = served.server.context;
    const action = createActionContext(library, now);
    const album = createAlbum(action, { name: "Best", photoIds: [4, 2, 6] }).result.id;

    expect(await layoutOf(served, { album: String(album) })).toMatchObject({
      query: null,
      total: 3,
      ids: [4, 2, 6],
      months: [],
    });
    const unknown = await served.client.photos.$get({ query: { album: "77" } });
    expect([unknown.status, await unknown.json()]).toMatchObject([
      409,
      { error: { code: "UnknownAlbumError" } },
    ]);
    const wrong = await served.client.photos.$get({ query: { query: "nobody" } });
    expect([wrong.status, await wrong.json()]).toMatchObject([
      400,
      { error: { code: "SearchError", details: { span: { start: 0, end: 6 } } } },
    ]);
  });
});
