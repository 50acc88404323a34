import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sampleLibrary, serveForTest } from "../support/served-library.ts";

describe("the API of settings", () => {
  it("tells what is chosen, how large everything is, and what was found to be right or wrong", async () => {
    const { client } = await serveForTest({ libraryFolder: await sampleLibrary() });

    expect(await (await client.settings.$get()).json()).toEqual({
      ...{ watchesFolders: true, strictness: "normal", privatePeople: 0, backups: [], plannedRestore: null },
    });
    const storage = await (await client.settings.storage.$get()).json();
    expect(storage.parts.map(({ part }) => part).sort()).toEqual([
      ...["backups", "catalogue", "indexes", "journal", "thumbnails"],
    ]);
    expect(storage.parts.find(({ part }) => part === "thumbnails")?.sizeBytes).toBeGreaterThan(10_000);
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
    await client.settings.strictness.$post({ json: { level: "generous" } });
    await server.context.jobs.idle();

    expect(await (await client.settings.$get()).json()).toMatchObject({ strictness: "generous" });
    expect(server.context.jobs.list().finished.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      ...["assign done", "weigh done"],
    ]);
  });

  it("refuses models that there are not, and explains why one cannot be tried", async () => {
    const { client } = await serveForTest({ libraryFolder: await sampleLibrary() });
    const param = { model: "of-tomorrow" };

    expect((await client.settings.models[":model"].install.$post({ param })).status).toBe(404);
    const use = await client.settings.models[":model"].use.$post({ param, json: { doesSwitch: true } });
    expect(use.status).toBe(404);
  });

  it("goes back to a backup at the next start, with its journal, and keeps how things were", async () => {
    const libraryFolder = await sampleLibrary();
    const { client, server } = await serveForTest({ libraryFolder });
    await client.albums.$post({ json: { name: "Before" } });
    await client.settings.backup.$post();
    await server.context.jobs.idle();
    await client.albums.$post({ json: { name: "After" } });
    const { backups } = await (await client.settings.$get()).json();
    const [backup] = backups;
    expect(backups).toHaveLength(1);
    expect((await client.settings.restore.$post({ json: { name: "../catalogue.sqlite" } })).status).toBe(404);
    await client.settings.restore.$post({ json: { name: backup?.name ?? "" } });
    expect(await (await client.settings.$get()).json()).toMatchObject({ plannedRestore: backup?.name });
    await server.close();

    const next = await serveForTest({ libraryFolder });

    const names = async () => (await (await next.client.albums.$get()).json()).albums.map(({ name }) => name);
    expect(await names()).toEqual(["Before"]);
    expect(await (await next.client.settings.$get()).json()).toMatchObject({ plannedRestore: null });
    await next.client.history.undo.$post({ json: {} });
    expect(await names()).toEqual([]);
    const [aside = ""] = readdirSync(join(libraryFolder, "before-restore"));
    expect(readdirSync(join(libraryFolder, "before-restore", aside)).sort()).toEqual(
      expect.arrayContaining(["catalogue.sqlite", "journal.jsonl"]),
    );
  });

  it("a backup that was planned can be left alone", async () => {
    const { client, server } = await serveForTest({ libraryFolder: await sampleLibrary() });
    await client.settings.backup.$post();
    await server.context.jobs.idle();
    const { backups } = await (await client.settings.$get()).json();
    await client.settings.restore.$post({ json: { name: backups[0]?.name ?? "" } });

    await client.settings.restore.$post({ json: { name: null } });

    expect(await (await client.settings.$get()).json()).toMatchObject({ plannedRestore: null });
  });
});
