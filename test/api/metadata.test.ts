import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sampleFaces } from "../support/sample-faces.ts";
import { serveForTest } from "../support/served-library.ts";

it("reads names as a job, shows who is meant, takes them over, and undo takes them back", async () => {
  const { library, photos } = await sampleFaces();
  const { client, server } = await serveForTest({ libraryFolder: library });
  writeFileSync(join(photos, "sample2.xmp"), "no XML");
  expect(await (await client.metadata.$get()).json()).toEqual({
    ...{ writing: { mode: "off", keepsModifiedTime: true }, timesRead: 0, filesWritten: 0, lastWrite: null },
  });
  expect(await (await client.metadata.preview.$post({ json: { choices: [] } })).json()).toEqual({
    preview: null,
  });
  const early = await client.metadata.import.$post({ json: { choices: [] } });
  expect(early.status).toBe(409);

  await client.metadata.read.$post();
  await server.context.jobs.idle();
  const { preview } = await (await client.metadata.preview.$post({ json: { choices: [] } })).json();
  expect(preview?.people).toMatchObject([
    { key: "anna lee", name: "Anna Lee", target: { kind: "new" }, facesNamed: 1 },
  ]);
  expect(preview?.problems).toMatchObject([{ file: "sample2.xmp" }]);
  const without = { choices: [{ key: "anna lee", who: "leave-out" as const }] };
  const { preview: left } = await (await client.metadata.preview.$post({ json: without })).json();
  expect(left?.counts).toMatchObject({ facesNamed: 0 });

  const taken = await (await client.metadata.import.$post({ json: { choices: [] } })).json();
  expect(taken.action.summary).toBe("took over 1 name of 1 person from the metadata of photos");
  const people = async () => (await (await client.people.$get()).json()).people.map(({ name }) => name);
  expect(await people()).toEqual(["Anna Lee"]);
  await client.history.undo.$post({ json: {} });
  expect(await people()).toEqual([]);
});

it("writes names by themselves once that is wished, follows a new name, and puts files back", async () => {
  const { library, photos, faceId } = await sampleFaces({ withSidecar: false });
  const { client, server } = await serveForTest({ libraryFolder: library });
  const sidecar = join(photos, "sample1.jpg.xmp");
  const settled = async () => {
    server.context.namesFollower.flush();
    await server.context.jobs.idle();
  };
  await client.faces.name.$post({ json: { faceIds: [faceId], person: { name: "Anna" } } });
  await settled();
  expect(existsSync(sidecar)).toBe(false);
  await client.metadata.writing.$post({ json: { mode: "sidecar", keepsModifiedTime: true } });
  await settled();
  expect(readFileSync(sidecar, "utf8")).toContain("<mwg-rs:Name>Anna</mwg-rs:Name>");
  const [anna] = (await (await client.people.$get()).json()).people;
  const param = { id: String(anna?.id) };
  await client.people[":id"].rename.$post({ param, json: { name: "Anna Lee" } });
  await settled();
  expect(readFileSync(sidecar, "utf8")).toContain("<mwg-rs:Name>Anna Lee</mwg-rs:Name>");
  expect(await (await client.metadata.$get()).json()).toMatchObject({
    filesWritten: 1,
    lastWrite: { files: 1 },
  });
  await client.metadata.writing.$post({ json: { mode: "off", keepsModifiedTime: true } });
  // What was written is brought up to date all the same: it would say something else than the library.
  await client.history.undo.$post({ json: {} });
  await settled();
  expect(readFileSync(sidecar, "utf8")).toContain("<mwg-rs:Name>Anna</mwg-rs:Name>");
  for (let step = 0; step < 3; step += 1) {
    await client.metadata.restore.$post({ json: {} });
    await server.context.jobs.idle();
  }
  expect(existsSync(sidecar)).toBe(false);
});

it("writes the photos of people and albums when asked to, and refuses what is none", async () => {
  const { library, photos, faceId } = await sampleFaces({ withSidecar: false });
  const { client, server } = await serveForTest({ libraryFolder: library });
  mkdirSync(join(photos, "empty"));
  await client.faces.name.$post({ json: { faceIds: [faceId], person: { name: "Anna" } } });
  const [anna] = (await (await client.people.$get()).json()).people;
  await client.metadata.write.$post({ json: { personIds: [anna?.id ?? 0], into: "sidecar" } });
  await server.context.jobs.idle();
  expect(existsSync(join(photos, "sample1.jpg.xmp"))).toBe(true);
  expect(existsSync(join(photos, "sample2.jpg.xmp"))).toBe(false);
  const nobody = await client.metadata.write.$post({ json: { into: "sidecar" } });
  expect(nobody.status).toBe(409);
});

it("says what writing would do, writes nothing, and puts back only the batch that is meant", async () => {
  const { library, photos, faceId } = await sampleFaces({ withSidecar: false });
  const { client, server } = await serveForTest({ libraryFolder: library });
  const sidecar = join(photos, "sample1.jpg.xmp");
  await client.faces.name.$post({ json: { faceIds: [faceId], person: { name: "Anna" } } });
  const [anna] = (await (await client.people.$get()).json()).people;
  const json = { personIds: [anna?.id ?? 0], into: "sidecar" as const };
  const preview = async () => await (await client.metadata["write-preview"].$post({ json })).json();
  expect(await preview()).toMatchObject({
    ...{ photos: 1, photosRead: 1, counts: { planned: 1, unchanged: 0, failed: 0 } },
    files: [{ name: "sample1.jpg.xmp", outcome: "planned", added: ["Anna"], removed: [], updated: [] }],
  });
  expect(existsSync(sidecar)).toBe(false);

  await client.metadata.write.$post({ json });
  await server.context.jobs.idle();
  expect(await preview()).toMatchObject({ counts: { planned: 0, unchanged: 1 }, files: [] });
  const { lastWrite } = await (await client.metadata.$get()).json();
  const batch = lastWrite?.batch ?? 0;
  const other = await client.metadata.restore.$post({ json: { batch: batch + 1 } });
  expect(other.status).toBe(409);
  await server.context.jobs.idle();
  expect(existsSync(sidecar)).toBe(true);
  await client.metadata.restore.$post({ json: { batch } });
  await server.context.jobs.idle();
  expect(existsSync(sidecar)).toBe(false);
  expect((await client.metadata.restore.$post({ json: { batch } })).status).toBe(409);

  writeFileSync(sidecar, "no XML");
  const { counts, files } = await preview();
  expect(counts).toMatchObject({ planned: 0, failed: 1 });
  expect(files[0]?.reason).toContain(sidecar);
});
