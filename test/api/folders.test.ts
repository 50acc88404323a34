import { cpSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { waitUntil } from "../analyze/processes.ts";
import { folderOfSamples, samplePhoto } from "../support/library.ts";
import { sampleLibrary, serveForTest, type ServedLibrary } from "../support/served-library.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

let home = "";

beforeEach(() => {
  home = temporaryFolder();
  vi.stubEnv("HOME", home);
  vi.stubEnv("USERPROFILE", home);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

async function placesOf({ client }: ServedLibrary, place?: number) {
  const query = place === undefined ? {} : { place: String(place) };
  return await (await client.folders.places.$get({ query })).json();
}

async function listed({ client }: ServedLibrary) {
  return await (await client.folders.$get()).json();
}

function photoCount({ server }: ServedLibrary): number | undefined {
  return server.context.library.db
    .prepare<[], number>("SELECT count(*) FROM files WHERE missing_since_ms IS NULL")
    .pluck()
    .get();
}

describe("choosing folders in a browser", () => {
  it("lists folders by numbers, hidden ones left out, and scans what is chosen", async () => {
    expect(homedir()).toBe(home);
    mkdirSync(join(home, "Pictures", "2019"), { recursive: true });
    mkdirSync(join(home, ".hidden"));
    cpSync(samplePhoto(1), join(home, "Pictures", "one.jpg"));
    const served = await serveForTest();
    expect(await listed(served)).toEqual({ folders: [], canChoose: false, isNew: true });

    const top = await placesOf(served);
    expect(top.folders.map(({ name }) => name)).toEqual(["Pictures"]);
    expect(top.starts.map(({ name }) => name)).toContain("Pictures");
    const pictures = await placesOf(served, top.folders[0]?.place);
    expect(pictures).toMatchObject({ name: "Pictures", photos: 1, folders: [{ name: "2019" }] });
    expect(pictures.above.at(-1)?.place).toBe(top.place);
    const answer = await served.client.folders.$post({ json: { places: [pictures.place] } });
    expect(answer.status).toBe(200);
    await served.server.context.jobs.idle();

    expect(await listed(served)).toMatchObject({
      folders: [{ path: join(home, "Pictures"), state: "there", watch: "off", files: 1, missing: 0 }],
      isNew: false,
    });
  });

  it("refuses numbers it never gave, folders that have gone, and Familiar's own folder", async () => {
    mkdirSync(join(home, "Pictures"));
    const served = await serveForTest({ libraryFolder: join(home, "library") });
    const unknown = await served.client.folders.$post({ json: { places: [999] } });
    expect(unknown.status).toBe(404);

    const { folders } = await placesOf(served);
    const [library, pictures] = folders;
    const own = await served.client.folders.$post({ json: { places: [library?.place ?? 0] } });
    expect(own.status).toBe(409);
    expect(await own.text()).toContain("where Familiar keeps its own files");
    rmSync(join(home, "Pictures"), { recursive: true });
    const gone = await served.client.folders.$post({ json: { places: [pictures?.place ?? 0] } });
    expect(gone.status).toBe(409);
    expect(await gone.text()).toContain("Is its drive connected?");
    expect((await served.client.folders.places.$get({ query: { place: "2000" } })).status).toBe(404);
    expect((await listed(served)).folders).toEqual([]);
  });

  it("a body with a path is refused", async () => {
    const { ask } = await serveForTest();

    const answer = await ask("/api/folders", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ paths: ["/etc"] }),
    });

    expect(answer.status).toBe(400);
  });
});

describe("choosing folders with the system's dialog", () => {
  it("adds what the user chose, and nothing when they cancelled", async () => {
    const photos = folderOfSamples(home, 1);
    const answers = [[], [photos]];
    const shell = {
      reveal: () => undefined,
      chooseFolders: async () => await Promise.resolve(answers.shift() ?? []),
    };
    const served = await serveForTest({ shell });

    const cancelled = await (await served.client.folders.choose.$post()).json();
    expect(cancelled).toEqual({ folders: [], job: null });
    const chosen = await (await served.client.folders.choose.$post()).json();

    expect(chosen).toMatchObject({ folders: [photos], job: { kind: "scan" } });
  });

  it("is refused where there is none", async () => {
    const { client } = await serveForTest();

    expect((await client.folders.choose.$post()).status).toBe(409);
  });
});

describe("taking a folder out", () => {
  it("its photos go, and come back by undo", async () => {
    const served = await serveForTest({ libraryFolder: await sampleLibrary() });
    const { client } = served;
    const [folder] = (await listed(served)).folders;
    expect(photoCount(served)).toBe(9);

    const answer = await client.folders[":id"].remove.$post({ param: { id: String(folder?.id) } });

    const { action } = await answer.json();
    expect(action.summary).toBe(`removed the folder ${folder?.path ?? ""} from the library`);
    expect((await listed(served)).folders).toEqual([]);
    expect(photoCount(served)).toBe(0);
    await client.history.undo.$post({ json: {} });
    expect((await listed(served)).folders).toMatchObject([{ id: folder?.id, files: 9 }]);
    expect(photoCount(served)).toBe(9);
    expect((await client.folders[":id"].remove.$post({ param: { id: "77" } })).status).toBe(409);
  });
});

describe("watching", () => {
  it("takes in what is added to a folder", async () => {
    const photos = folderOfSamples(home, 1);
    const served = await serveForTest({ watchesFolders: true });
    const { context } = served.server;
    const { place } = await placesOf(served);
    await served.client.folders.$post({ json: { places: [place] } });
    await context.jobs.idle();
    await context.watcher.refresh();
    const state = async () => (await listed(served)).folders.map((folder) => [folder.state, folder.watch]);
    expect(await state()).toEqual([["there", "watched"]]);

    cpSync(samplePhoto(2), join(photos, "added.jpg"));
    await waitUntil("the added photo is known", () => photoCount(served) === 2);
    await context.jobs.idle();
  });

  it("a folder that is away is shown as such, its photos are kept, and it is watched again when it is back", async () => {
    const photos = folderOfSamples(home, 1);
    const shell = { reveal: () => undefined, chooseFolders: async () => await Promise.resolve([photos]) };
    const served = await serveForTest({ shell, watchesFolders: true });
    const { context } = served.server;
    await served.client.folders.choose.$post();
    await context.jobs.idle();
    await context.watcher.refresh();

    renameSync(photos, `${photos}-away`);
    await context.watcher.refresh();
    expect((await listed(served)).folders).toMatchObject([{ state: "away", watch: "waiting", files: 1 }]);
    cpSync(samplePhoto(2), join(`${photos}-away`, "added.jpg"));
    renameSync(`${photos}-away`, photos);
    await context.watcher.refresh();

    expect((await listed(served)).folders).toMatchObject([{ state: "there", watch: "watched" }]);
    await context.jobs.idle();
    expect(photoCount(served)).toBe(2);
  });
});
