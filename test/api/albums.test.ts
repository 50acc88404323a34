import { describe, expect, it } from "vitest";
import { sampleLibrary, serveForTest, type ServedLibrary } from "../support/served-library.ts";

async function servedSamples(): Promise<ServedLibrary & { readonly photoIds: readonly number[] }> {
  const served = await serveForTest({ libraryFolder: await sampleLibrary() });
  const photoIds = served.server.context.library.db
    .prepare<[], number>("SELECT id FROM photos ORDER BY id")
    .pluck()
    .all();
  return { ...served, photoIds };
}

describe("the API of albums", () => {
  it("makes an album, fills it, orders it, chooses its cover, takes photos out, and undoes all of it", async () => {
    const { client, photoIds } = await servedSamples();
    const [first = 0, second = 0, third = 0] = photoIds;

    const created = await (await client.albums.$post({ json: { name: "Summer", photoIds: [first] } })).json();
    const param = { id: String(created.result.id) };
    const album = async () => await (await client.albums[":id"].$get({ param })).json();
    expect(created.action.summary).toBe("made the album Summer");
    expect(await album()).toEqual({
      ...{ id: created.result.id, name: "Summer", query: null },
      ...{ photos: 1, coverPhotoId: first, problem: null },
    });

    await client.albums[":id"].add.$post({ param, json: { photoIds: [second, third] } });
    await client.albums[":id"].reorder.$post({ param, json: { photoIds: [third], beforePhotoId: first } });
    expect(await album()).toMatchObject({ photos: 3, coverPhotoId: third });
    await client.albums[":id"].cover.$post({ param, json: { photoId: second } });
    expect(await album()).toMatchObject({ coverPhotoId: second });
    await client.albums[":id"].remove.$post({ param, json: { photoIds: [second] } });
    expect(await album()).toMatchObject({ photos: 2, coverPhotoId: third });
    await client.albums[":id"].rename.$post({ param, json: { name: "Winter" } });
    await client.albums[":id"].delete.$post({ param });
    expect((await client.albums[":id"].$get({ param })).status).toBe(409);

    for (let step = 0; step < 7; step++) await client.history.undo.$post({ json: {} });
    expect(await (await client.albums.$get()).json()).toEqual({ albums: [] });
  });

  it("an album that fills itself tells why it cannot be filled by hand, and what its search finds", async () => {
    const { client, photoIds } = await servedSamples();

    const created = await (await client.albums.$post({ json: { name: "All", query: "file:sample" } })).json();
    const param = { id: String(created.result.id) };
    const refused = await client.albums[":id"].add.$post({ param, json: { photoIds: [...photoIds] } });

    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ error: { code: "AlbumFillsItselfError" } });
    const listed = await (await client.albums.$get()).json();
    expect(listed.albums).toMatchObject([{ name: "All", query: "file:sample", problem: null, photos: 6 }]);
    const changed = await client.albums[":id"].query.$post({ param, json: { query: "file:" } });
    expect(changed.status).toBe(400);
    expect(await changed.json()).toMatchObject({ error: { code: "SearchError" } });
  });

  it("puts albums into another order, and refuses a name that is taken", async () => {
    const { client } = await servedSamples();
    const ids: number[] = [];
    for (const name of ["One", "Two", "Three"])
      ids.push((await (await client.albums.$post({ json: { name } })).json()).result.id);

    await client.albums.order.$post({ json: { albumIds: ids.toReversed() } });
    const taken = await client.albums.$post({ json: { name: "  öne " } });

    const { albums } = await (await client.albums.$get()).json();
    expect(albums.map(({ name }) => name)).toEqual(["Three", "Two", "One"]);
    expect(taken.status).toBe(409);
    expect(await taken.json()).toMatchObject({
      error: { code: "AlbumNameTakenError", details: { albumName: "One" } },
    });
  });
});
