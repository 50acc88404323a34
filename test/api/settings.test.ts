import { readdirSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sampleLibrary, serveForTest } from "../support/served-library.ts";

describe("the API of settings", () => {
  it("tells what is chosen, how large everything is, and what was found to be right or wrong", async () => {
    const { client } = await serveForTest({ libraryFolder: await sampleLibrary() });

    expect(await (await client.settings.$get()).json()).toEqual({
      ...{ watchesFolders: true, strictness: "normal", privatePeople: 0, backups: [], restoreProblem: null },
    });
    const readStorage = async () => await (await client.settings.storage.$get()).json();
    const storage = await readStorage();
    expect(storage.parts.map(({ part }) => part).sort()).toEqual([
      ...["backups", "catalogue", "indexes", "journal", "thumbnails"],
    ]);
    // Thumbnails are measured after the first answer.
    await expect
      .poll(async () => (await readStorage()).parts.find(({ part }) => part === "thumbnails")?.sizeBytes)
      .toBeGreaterThan(10_000);
    const { findings } = await (await client.settings.health.$get()).json();
    expect(findings.map(({ name }) => name)).toContain("Face index");
    const { models, faces } = await (await client.settings.models.$get()).json();
    expect(faces).toBeGreaterThan(10);
    expect(models.find(({ id }) => id === "mobilefacenet")).toMatchObject({
      ...{ isInstalled: true, isUsed: true, comparableFaces: faces },
    });
  });

  it("switches watching off and on, and another strictness gives faces anew", async () => {
    const { client, server } = await serveForTest({ libraryFolder: await sampleLibrary() });

    await client.settings.watching.$post({ json: { isWanted: false } });
    expect(await (await client.settings.$get()).json()).toMatchObject({ watchesFolders: false });
    expect(await (await client.settings.strictness.previews.$get()).json()).toEqual({ previews: null });
    await client.settings.strictness.weigh.$post();
    await server.context.jobs.idle();
    const { previews } = await (await client.settings.strictness.previews.$get()).json();
    expect(previews?.map(({ level }) => level)).toEqual([
      ...["very-careful", "careful", "normal", "generous", "very-generous"],
    ]);
    const set = await client.settings.strictness.$post({ json: { level: "generous" } });
    // What an undo sets again.
    expect((await set.json()).former).toBe("normal");
    await server.context.jobs.idle();

    expect(await (await client.settings.$get()).json()).toMatchObject({ strictness: "generous" });
    expect(server.context.jobs.list().finished.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      ...["assign done", "weigh done"],
    ]);
  });

  it("tells what computes the models, and takes no runtime that there is not", async () => {
    const { client } = await serveForTest({ libraryFolder: await sampleLibrary() });

    const state = await (await client.settings.runtime.$get()).json();
    expect(state.measures.map(({ runtime, runMs }) => [runtime, runMs.length])).toEqual([
      ["onnx", 2],
      ["tensorflow", 2],
    ]);
    const json = { choice: "abacus" } as unknown as { choice: "auto" };
    expect((await client.settings.runtime.$post({ json })).status).toBe(400);
    expect(await (await client.settings.runtime.$get()).json()).toEqual(state);
  });

  it("refuses models that there are not, and explains why one cannot be tried", async () => {
    const { client } = await serveForTest({ libraryFolder: await sampleLibrary() });
    const param = { model: "of-tomorrow" };

    expect((await client.settings.models[":model"].install.$post({ param })).status).toBe(404);
    const use = await client.settings.models[":model"].use.$post({ param, json: { doesSwitch: true } });
    expect(use.status).toBe(404);
  });

  it("goes back to a backup at once, with its journal, and from there to how things were before that", async () => {
    const libraryFolder = await sampleLibrary();
    const { client, server } = await serveForTest({ libraryFolder });
    const names = async () => (await (await client.albums.$get()).json()).albums.map(({ name }) => name);
    const backups = async () => (await (await client.settings.$get()).json()).backups;
    await client.albums.$post({ json: { name: "Before" } });
    await client.settings.backup.$post();
    await server.context.jobs.idle();
    await client.albums.$post({ json: { name: "After" } });
    const [backup] = await backups();
    expect(backup).toMatchObject({ actionsSince: 1 });
    expect((await client.settings.restore.$post({ json: { name: "../catalogue.sqlite" } })).status).toBe(404);

    const restoring = client.settings.restore.$post({ json: { name: backup?.name ?? "" } });
    // Whoever asks meanwhile gets an answer: of before, or of after.
    const meanwhile = Array.from({ length: 20 }, async () => (await client.albums.$get()).status);
    expect((await restoring).status).toBe(200);
    expect(new Set(await Promise.all(meanwhile))).toEqual(new Set([200]));

    expect(await names()).toEqual(["Before"]);
    await client.history.undo.$post({ json: {} });
    expect(await names()).toEqual([]);
    const [aside = ""] = readdirSync(join(libraryFolder, "before-restore"));
    expect(readdirSync(join(libraryFolder, "before-restore", aside)).sort()).toEqual(
      expect.arrayContaining(["catalogue.sqlite", "journal.jsonl"]),
    );
    const [justBefore, ...older] = await backups();
    expect(older.map(({ name }) => name)).toEqual([backup?.name]);
    await client.settings.restore.$post({ json: { name: justBefore?.name ?? "" } });
    expect(await names()).toEqual(["Before", "After"]);
  });

  it("does not go back to a damaged backup, and says so", async () => {
    const { client, server } = await serveForTest({ libraryFolder: await sampleLibrary() });
    await client.albums.$post({ json: { name: "Mine" } });
    await client.settings.backup.$post();
    await server.context.jobs.idle();
    const [backup] = (await (await client.settings.$get()).json()).backups;
    const name = backup?.name ?? "";
    truncateSync(join(server.context.library.folders.backups, name), 100_000);

    const answer = await client.settings.restore.$post({ json: { name } });

    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({
      error: { message: `The library cannot go back to ${name}: it is damaged. The library is as it was.` },
    });
    expect((await (await client.albums.$get()).json()).albums).toMatchObject([{ name: "Mine" }]);
  });
});
