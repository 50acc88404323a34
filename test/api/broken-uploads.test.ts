import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openSessions } from "../../app/library-sessions.ts";
import { breakOffUpload } from "../support/broken-upload.ts";
import { serveForTest } from "../support/served-library.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

// serveForTest makes a test fail when the server logs something; closing it waits for what it has not answered yet.
describe.each([
  { title: "of a known length", declaresSize: true },
  { title: "of no known length", declaresSize: false },
])("an upload $title that is broken off", (kind) => {
  it("as a model leaves nothing behind, and the server goes on", async () => {
    const modelsFolder = join(temporaryFolder(), "models");
    const served = await serveForTest({ modelsFolder });

    await breakOffUpload(served, "/api/model-files?name=mine.onnx&task=detector", kind);

    expect((await served.client.settings.models.$get()).status).toBe(200);
    await served.server.close();
    expect(await readdir(modelsFolder)).toEqual([]);
  });

  it("as an export of another library leaves nothing behind", async () => {
    const served = await serveForTest();
    const { transfer } = served.server.context.library.folders;

    await breakOffUpload(served, "/api/transfer/imports?name=names.json", kind);

    await served.server.close();
    expect(await readdir(transfer)).toEqual([]);
  });

  it("as a picture to compare is no error of the server", async () => {
    const served = await serveForTest();
    await breakOffUpload(served, "/api/compare/uploads", kind);
    expect((await served.client.settings.$get()).status).toBe(200);
  });
});

it("a request whose sender went away while the library was opened anew is not begun with", async () => {
  const logged: unknown[] = [];
  const sessions = await openSessions({
    libraryFolder: join(temporaryFolder(), "library"),
    command: "familiar serve (test)",
    watchesFolders: false,
    log: (error) => logged.push(error),
  });
  const ask = async (signal?: AbortSignal) =>
    await sessions.answer(
      new Request("http://127.0.0.1/api/settings/backup", { method: "POST", ...(signal && { signal }) }),
    );
  const jobs = () => sessions.context().jobs.list();

  expect((await ask(AbortSignal.abort())).status).toBe(400);
  expect(jobs().finished).toEqual([]);
  expect((await ask()).status).toBe(200);
  await sessions.context().jobs.idle();
  expect(jobs().finished).toMatchObject([{ kind: "backup", state: "done" }]);
  await sessions.close();
  expect(logged).toEqual([]);
});
