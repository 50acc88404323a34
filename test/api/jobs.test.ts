import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { samplePhoto } from "../support/library.ts";
import { serveForTest } from "../support/served-library.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A folder with a photo and two files that are none, served by a shell that chooses it. */
async function servedFolder() {
  const photos = join(temporaryFolder(), "photos");
  mkdirSync(photos);
  cpSync(samplePhoto(1), join(photos, "good.jpg"));
  for (const name of ["broken.jpg", "empty.jpg"])
    writeFileSync(join(photos, name), name === "empty.jpg" ? "" : "nothing");
  const shell = { reveal: () => undefined, chooseFolders: async () => await Promise.resolve([photos]) };
  return { photos, ...(await serveForTest({ shell })) };
}

describe("the API of jobs", () => {
  it("lists what is over with its figures and the files that were left out", async () => {
    const { client, server, photos } = await servedFolder();
    await client.folders.choose.$post();
    await server.context.jobs.idle();

    const { open, finished } = await (await client.jobs.$get()).json();
    expect(open).toEqual([]);
    expect(finished).toMatchObject([{ kind: "scan", title: "Scan photos", state: "done", failures: 2 }]);
    const [scan] = finished;
    const { report } = await (
      await client.jobs[":id"].report.$get({ param: { id: String(scan?.id) } })
    ).json();
    expect(report?.figures).toContainEqual({ label: "Photos in these folders", value: "3" });
    expect(report?.failures.map(({ path }) => path)).toEqual([
      join(photos, "broken.jpg"),
      join(photos, "empty.jpg"),
    ]);
    expect((await client.jobs[":id"].pause.$post({ param: { id: String(scan?.id) } })).status).toBe(409);
    expect((await client.jobs[":id"].report.$get({ param: { id: "99" } })).status).toBe(404);
  });

  it("tries one file again, or all; what has become readable is no failure any more", async () => {
    const { client, server, photos } = await servedFolder();
    await client.folders.choose.$post();
    await server.context.jobs.idle();
    const failures = async () => (await (await client.failures.$get()).json()).failures;
    const [broken, empty] = await failures();
    expect(broken).toMatchObject({ name: "broken.jpg", folder: photos });
    expect(broken?.reason).not.toBe("");

    cpSync(samplePhoto(2), join(photos, "broken.jpg"));
    await client.failures.retry.$post({ json: { fileIds: [broken?.fileId ?? 0] } });
    await server.context.jobs.idle();

    expect(await failures()).toEqual([empty]);
    await client.failures.retry.$post({ json: { fileIds: [empty?.fileId ?? 0] } });
    await server.context.jobs.idle();
    expect(await failures()).toEqual([empty]);
    expect((await client.failures.retry.$post({ json: { fileIds: [broken?.fileId ?? 0] } })).status).toBe(
      404,
    );
  });
});
