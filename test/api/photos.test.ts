import { basename, dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { createAlbum } from "../../app/albums/actions/create-album.ts";
import { createActionContext } from "../../app/library/open-library.ts";
import { addAppearance } from "../../app/people/actions/add-appearance.ts";
import { ignoreFaces } from "../../app/people/actions/ignore-faces.ts";
import { nameFace } from "../../app/people/actions/name-face.ts";
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

describe("one photo", () => {
  it("tells its files, faces from left to right, who is in it, and its albums, those that fill themselves too", async () => {
    const served = await serveForTest({ libraryFolder: await sampleLibrary() });
    const { library, now } = served.server.context;
    const { db } = library;
    const action = createActionContext(library, now);
    const photoId =
      db
        .prepare<[], number>("SELECT photo_id FROM faces GROUP BY photo_id ORDER BY count(*) DESC LIMIT 1")
        .pluck()
        .get() ?? 0;
    const [first = 0, second = 0, ...others] = db
      .prepare<[number], number>("SELECT id FROM faces WHERE photo_id = ? ORDER BY x + width / 2, id")
      .pluck()
      .all(photoId);
    const anna = nameFace(action, { faceId: first, person: { name: "Anna" } }).result.personId;
    ignoreFaces(action, { faceIds: [second] });
    addAppearance(action, { person: { name: "Ben" }, photoIds: [photoId] });
    createAlbum(action, { name: "Of Anna", query: `person:${anna}` });
    createAlbum(action, { name: "By hand", photoIds: [photoId] });
    createAlbum(action, { name: "Another", query: `-person:${anna}` });

    const answer = await served.client.photos[":id"].$get({ param: { id: String(photoId) } });

    const page = await answer.json();
    const path =
      db.prepare<[number], string>("SELECT path FROM files WHERE photo_id = ?").pluck().get(photoId) ?? "";
    expect(page).toMatchObject({ id: photoId, isAnalysed: true, failure: null, canReveal: false });
    expect(page.files).toMatchObject([{ name: basename(path), folder: dirname(path), isMissing: false }]);
    expect(page.faces.map(({ id }) => id)).toEqual([first, second, ...others]);
    expect(page.faces[0]).toMatchObject({
      person: { id: anna, name: "Anna", by: "confirmed" },
      isIgnored: false,
    });
    expect(page.faces[1]).toMatchObject({ isIgnored: true });
    expect(page.appearances.map(({ name }) => name)).toEqual(["Ben"]);
    expect(page.albums.map(({ name }) => name)).toEqual(["Of Anna", "By hand"]);
    const captions = await served.client.photos.captions.$post({ json: { photoIds: [photoId, 999] } });
    expect(await captions.json()).toMatchObject({
      captions: [{ id: photoId, file: basename(path), people: [{ name: "Anna" }, { name: "Ben" }] }],
    });
    const unknown = await served.client.photos[":id"].$get({ param: { id: "999" } });
    expect(await unknown.json()).toMatchObject({ error: { code: "UnknownPhotoError" } });
  });

  it("is shown in the file manager by the desktop app alone", async () => {
    const revealed: string[] = [];
    const libraryFolder = await sampleLibrary();
    const shell = {
      reveal: (path: string) => revealed.push(path),
      chooseFolders: async () => await Promise.resolve([]),
    };
    const inApp = await serveForTest({ libraryFolder, shell });
    const { db } = inApp.server.context.library;
    const path = db.prepare<[], string>("SELECT path FROM files WHERE photo_id = 1").pluck().get();

    expect((await inApp.client.photos[":id"].reveal.$post({ param: { id: "1" } })).status).toBe(200);
    expect(revealed).toEqual([path]);
    db.prepare("UPDATE files SET missing_since_ms = 1 WHERE photo_id = 1").run();
    const missing = await inApp.client.photos[":id"].reveal.$post({ param: { id: "1" } });
    expect([missing.status, await missing.json()]).toMatchObject([409, { error: { code: "RefusedError" } }]);
    const inBrowser = await serveForTest({ libraryFolder: await sampleLibrary() });
    expect((await inBrowser.client.photos[":id"].reveal.$post({ param: { id: "1" } })).status).toBe(409);
    expect((await inBrowser.client.photos[":id"].reveal.$post({ param: { id: "999" } })).status).toBe(404);
  });
});
