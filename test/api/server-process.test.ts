import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { samplePhoto, folderOfSamples } from "../support/library.ts";
import {
  processToken,
  serverProcessEntry,
  startServerProcess,
  type StartedServerProcess,
} from "../support/server-process.ts";
import { readText } from "../support/read-text.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const start = (server: StartedServerProcess, libraryFolder: string | null) => {
  server.say({ type: "start", libraryFolder, socketPath: server.socketPath, token: processToken });
};

async function startedOn(libraryFolder: string): Promise<StartedServerProcess> {
  const server = startServerProcess();
  start(server, libraryFolder);
  await server.hears("ready");
  return server;
}

/** A file that is neither a folder nor a photo. */
function noPhoto(folder: string): string {
  const file = join(folder, "letter.txt");
  writeFileSync(file, "Dear Anna");
  return file;
}

const folderList = z.object({ folders: z.array(z.object({ path: z.string() })), canChoose: z.boolean() });

async function foldersOf(server: StartedServerProcess) {
  return folderList.parse(await (await server.ask("/api/folders")).json());
}

describe("the server process of the desktop app", () => {
  it("serves the library over its socket to who knows the token, and says who holds it", async () => {
    const library = join(temporaryFolder(), "library");
    const server = await startedOn(library);

    expect(await foldersOf(server)).toEqual({ folders: [], canChoose: true });

    const second = startServerProcess();
    start(second, library);
    const { code, message } = await second.hears("failed");
    expect(code).toBe("LibraryInUseError");
    expect(message).toContain(`"Familiar, the desktop app" (process ${server.pid}`);
    expect((await second.ended).code).toBe(1);
  });

  it("takes the user's own library when none is named", async () => {
    const library = join(temporaryFolder(), "library");
    const server = startServerProcess({ env: { FAMILIAR_LIBRARY: library } });

    start(server, null);
    await server.hears("ready");

    expect(existsSync(join(library, "catalogue.sqlite"))).toBe(true);
  });

  it("scans what is dropped, and tells how far it is and that it ended", async () => {
    const folder = temporaryFolder();
    const server = await startedOn(join(folder, "library"));
    expect(await server.hears("activity")).toEqual({ type: "activity", activity: null });

    server.say({
      type: "folders",
      folders: [folderOfSamples(folder, 1, 2), samplePhoto(3), noPhoto(folder)],
    });

    await server.hears(
      "activity",
      ({ activity }) => activity?.title === "Finding faces" && activity.total === 3,
    );
    const { title, body } = await server.hears("scan-ended");
    expect(title).toBe("All photos are looked at");
    expect(body).toMatch(/^3 photos \(3 new\); \d+ faces in the library$/);
    await server.hears("activity", ({ activity }) => activity === null);
    expect((await foldersOf(server)).folders.map(({ path }) => path)).toEqual([join(folder, "photos")]);
  });

  it("says why nothing was added", async () => {
    const folder = temporaryFolder();
    const server = await startedOn(join(folder, "library"));

    server.say({ type: "folders", folders: [noPhoto(folder)] });
    expect((await server.hears("refused")).message).toContain("None of this is a folder or a photo.");
    server.say({ type: "folders", folders: [join(folder, "gone")] });
    expect((await server.hears("refused")).message).toContain(`${join(folder, "gone")} cannot be opened.`);

    expect((await foldersOf(server)).folders).toEqual([]);
  });

  it("asks the desktop app for folders when the page wants to choose, and adds the answer", async () => {
    const folder = temporaryFolder();
    const photos = folderOfSamples(folder, 1);
    const server = await startedOn(join(folder, "library"));
    const choose = async () => await (await server.ask("/api/folders/choose", { method: "POST" })).json();

    const first = choose();
    const asked = await server.hears("choose-folders");
    expect(asked.title).toBe("Choose folders with photos");
    server.say({ type: "chosen", askId: asked.askId, folders: [] });
    expect(await first).toEqual({ folders: [], job: null });

    const second = choose();
    const askedAgain = await server.hears("choose-folders");
    server.say({ type: "chosen", askId: askedAgain.askId, folders: [photos] });
    expect(await second).toMatchObject({ folders: [photos], job: { kind: "scan" } });
  });

  it("told to stop in the middle of a scan, it ends well; the next one goes on with the scan", async () => {
    const folder = temporaryFolder();
    const library = join(folder, "library");
    const server = await startedOn(library);
    server.say({ type: "folders", folders: [folderOfSamples(folder, 1, 2, 3)] });
    await server.hears("activity", ({ activity }) => activity?.title === "Finding faces");

    server.say({ type: "stop" });

    expect(await server.ended).toEqual({ code: 0, signal: null });
    expect(existsSync(join(library, "owner.json"))).toBe(false);
    const next = await startedOn(library);
    expect((await next.hears("scan-ended")).body).toMatch(/^3 photos/);
  });

  it("killed in the middle of a scan, it leaves the library free, and the next one goes on with the scan", async () => {
    const folder = temporaryFolder();
    const library = join(folder, "library");
    const server = await startedOn(library);
    server.say({ type: "folders", folders: [folderOfSamples(folder, 1, 2, 3)] });
    await server.hears("activity", ({ activity }) => activity?.title === "Finding faces");

    server.kill("SIGKILL");
    await server.ended;

    const next = await startedOn(library);
    expect((await next.hears("scan-ended")).body).toMatch(/^3 photos/);
  });

  it("ends well when the desktop app is gone, also while the page listens and a dialog is open", async () => {
    const library = join(temporaryFolder(), "library");
    const server = await startedOn(library);
    const events = readText(await server.ask("/api/events"));
    expect((await events.next()).value).toContain("event: hello");
    const choosing = server.ask("/api/folders/choose", { method: "POST" }).catch(() => null);
    await server.hears("choose-folders");

    server.disconnect();

    expect(await server.ended).toEqual({ code: 0, signal: null });
    expect(existsSync(join(library, "owner.json"))).toBe(false);
    await choosing;
  });

  it("tells why a library cannot be opened", async () => {
    const file = samplePhoto(1);
    const server = startServerProcess();

    start(server, file);

    const { code, message } = await server.hears("failed");
    expect(code).toBe("LibraryFolderError");
    expect(message).toContain(file);
  });

  it("started by hand, it says what to start instead", () => {
    const { status, stderr } = spawnSync(process.execPath, [serverProcessEntry], { encoding: "utf8" });

    expect([status, stderr]).toEqual([2, expect.stringContaining("familiar serve")]);
  });
});
