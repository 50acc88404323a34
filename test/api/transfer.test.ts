import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { insertJob } from "../../app/db/jobs.ts";
import { listPeople } from "../../app/db/people.ts";
import { keepUpload } from "../../app/transfer/kept-files.ts";
import { sampleLibrary, serveForTest, type ServedLibrary } from "../support/served-library.ts";

const uploaded = z.object({ upload: z.uuid(), job: z.object({ id: z.int() }) });

/** Exports, and returns the file as a browser would save it. */
async function exported({ client, server, ask }: ServedLibrary, format: "json" | "csv" | "people") {
  await client.transfer.exports.$post({ json: { format } });
  await server.context.jobs.idle();
  const { exports } = await (await client.transfer.exports.$get()).json();
  const answer = await ask(`/api/transfer/exports/${exports[0]?.name ?? ""}`);
  return { name: exports[0]?.name, headers: answer.headers, text: await answer.text() };
}

/** Hands a file over; returns its id, and that of the job that finds out what it would change. */
async function upload({ ask }: ServedLibrary, body: string) {
  const headers = { "Content-Type": "application/octet-stream" };
  const answer = await ask("/api/transfer/imports?name=names.json", { method: "POST", body, headers });
  return uploaded.parse(await answer.json());
}

/** What the file would change. */
async function previewed(served: ServedLibrary, body: string) {
  await upload(served, body);
  await served.server.context.jobs.idle();
  const { preview } = await (await served.client.transfer.imports.$get()).json();
  if (preview === null) throw new Error("There is no preview.");
  return preview;
}

function keptFiles({ server }: ServedLibrary): string[] {
  return readdirSync(server.context.library.folders.transfer);
}

function streamOf(text: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue(Buffer.from(text));
      controller.close();
    },
  });
}

async function nameSomebody({ client }: ServedLibrary, name: string): Promise<void> {
  await client.faces.name.$post({ json: { faceIds: [1], person: { name } } });
}

describe("the API of exports and imports", () => {
  it("writes a file that a page can save, and that another library takes in, to be undone in one step", async () => {
    const one = await serveForTest({ libraryFolder: await sampleLibrary() });
    await nameSomebody(one, "Ann");
    const file = await exported(one, "json");
    expect(file.name).toMatch(/^familiar-names-\d{4}-\d\d-\d\d\.json$/);
    expect(file.headers.get("content-disposition")).toBe(`attachment; filename="${file.name ?? ""}"`);

    const other = await serveForTest({ libraryFolder: await sampleLibrary() });
    const { upload: id, fileName, preview } = await previewed(other, file.text);
    expect(fileName).toBe("names.json");
    expect(preview).toMatchObject({ people: { added: 1 }, faces: { named: 1 }, sameNames: [] });
    expect(listPeople(other.server.context.library.db)).toEqual([]);
    const json = { fileName: "names.json", samePeople: [] };
    await other.client.transfer.imports[":upload"].$post({ param: { upload: id }, json });
    await other.server.context.jobs.idle();
    expect(listPeople(other.server.context.library.db)).toMatchObject([{ name: "Ann", faces: 1 }]);
    expect((await (await other.client.transfer.imports.$get()).json()).preview).toBeNull();
    expect(keptFiles(other)).toEqual([]);
    await other.client.history.undo.$post({ json: {} });
    expect(listPeople(other.server.context.library.db)).toEqual([]);
  });

  it("asks about people of the same name, who become one when the user says so", async () => {
    const one = await serveForTest({ libraryFolder: await sampleLibrary() });
    await nameSomebody(one, "Ann");
    const { text } = await exported(one, "people");
    const other = await serveForTest({ libraryFolder: await sampleLibrary() });
    await other.client.faces.name.$post({ json: { faceIds: [2], person: { name: "ANN" } } });

    const { upload: id, preview } = await previewed(other, text);
    expect(preview.sameNames).toMatchObject([{ name: "Ann" }]);
    const json = { fileName: "people.json", samePeople: preview.sameNames.map((person) => person.id) };
    await other.client.transfer.imports[":upload"].$post({ param: { upload: id }, json });
    await other.server.context.jobs.idle();
    expect(listPeople(other.server.context.library.db).map(({ name }) => name)).toEqual(["ANN"]);
  });

  it("gives a file up that is being looked at, and one that was looked at, and leaves nothing of them", async () => {
    const served = await serveForTest({ libraryFolder: await sampleLibrary() });
    await nameSomebody(served, "Ann");
    const { text } = await exported(served, "json");
    const left = keptFiles(served);

    const { library, jobs } = served.server.context;
    const kept = await keepUpload(library.folders.transfer, streamOf(text));
    // At once, so that it cannot have come to its end before.
    const cancelled = jobs.cancel(jobs.add("preview-import", { upload: kept, fileName: "names.json" }).id);
    expect((await cancelled).state).toBe("cancelled");
    expect(keptFiles(served)).toEqual(left);

    const { upload: id } = await previewed(served, text);
    await served.client.transfer.imports[":upload"].$delete({ param: { upload: id } });
    expect((await (await served.client.transfer.imports.$get()).json()).preview).toBeNull();
    expect(keptFiles(served)).toEqual(left);
  });

  it("lets windows read while a thread writes to the catalogue, and stop it; what they change is done afterwards", async () => {
    const { client, server } = await serveForTest({ libraryFolder: await sampleLibrary() });
    const writing = Promise.withResolvers<undefined>();
    const written = server.context.writeTurns.exclusively(async () => {
      await writing.promise;
    });
    const happened: string[] = [];
    const naming = (async () => {
      const { ok } = await client.faces.name.$post({ json: { faceIds: [1], person: { name: "Ann" } } });
      happened.push(ok ? "named" : "refused");
    })();
    expect((await (await client.people.$get()).json()).people).toEqual([]);
    expect((await client.jobs[":id"].cancel.$post({ param: { id: "77" } })).status).toBe(404);
    happened.push("read");
    writing.resolve(undefined);
    await Promise.all([written, naming]);
    expect(happened).toEqual(["read", "named"]);
  });

  it("does an import that was under way when Familiar closed at the next opening, once", async () => {
    const one = await serveForTest({ libraryFolder: await sampleLibrary() });
    await nameSomebody(one, "Ann");
    const { text } = await exported(one, "json");
    const libraryFolder = await sampleLibrary();
    const closed = await serveForTest({ libraryFolder });
    const { library, jobs } = closed.server.context;
    const id = await keepUpload(library.folders.transfer, streamOf(text));
    jobs.add("import-library", { upload: id, fileName: "names.json", samePeople: [] });
    await closed.server.close();

    const opened = await serveForTest({ libraryFolder });
    await opened.server.context.jobs.idle();
    expect(listPeople(opened.server.context.library.db)).toMatchObject([{ name: "Ann", faces: 1 }]);
    const { undoable } = await (await opened.client.history.$get({ query: {} })).json();
    expect(undoable).toBe(1);
    expect(keptFiles(opened)).toEqual([]);
  });

  it("takes no second file while the first waits to be imported", async () => {
    const served = await serveForTest({ libraryFolder: await sampleLibrary() });
    const { library, jobs } = served.server.context;
    const id = await keepUpload(library.folders.transfer, streamOf("{}"));
    const params = JSON.stringify({ upload: id, fileName: "first.json", samePeople: [] });
    // One that rests waits for as long as it takes.
    const waiting = insertJob(library.db, { kind: "import-library", params, createdAtMs: 1 });
    await jobs.pause(waiting);
    const headers = { "Content-Type": "application/octet-stream" };
    const answer = await served.ask("/api/transfer/imports?name=second.json", {
      ...{ method: "POST", body: "{}", headers },
    });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain("Another file has not been imported yet (Import first.json).");
    expect(keptFiles(served)).toEqual([`import-${id}.json`]);
  });

  it("writes a table", async () => {
    const served = await serveForTest({ libraryFolder: await sampleLibrary() });
    await nameSomebody(served, "Ann");
    const { headers, text } = await exported(served, "csv");
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const [heading, ...rows] = text.trimEnd().split("\r\n");
    expect(heading).toMatch(/^person,state,probability,photo,taken,x,y,width,height,/);
    expect(rows.filter((row) => row.startsWith("Ann,confirmed,"))).toHaveLength(1);
  });

  it("refuses what is no export, names of other files, and pages that ask for a path", async () => {
    const served = await serveForTest({ libraryFolder: await sampleLibrary() });
    for (const [body, said] of [
      ["{}", "not from Familiar"],
      ["nonsense", "no JSON"],
    ] as const) {
      const { job } = await upload(served, body);
      const { jobs } = served.server.context;
      await jobs.idle();
      expect(jobs.get(job.id).state).toBe("failed");
      expect(jobs.get(job.id).message).toContain(said);
      expect(keptFiles(served)).toEqual([]);
    }
    for (const name of ["..%2Fcatalogue.sqlite", "catalogue.sqlite", "familiar-names-2026-01-01.json"])
      expect((await served.ask(`/api/transfer/exports/${name}`)).status).toBe(404);
    const json = { fileName: "x", samePeople: [] };
    const param = { upload: "import-1" };
    expect((await served.client.transfer.imports[":upload"].$post({ param, json })).status).toBe(400);
  });
});
