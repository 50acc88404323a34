import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createApi } from "../../app/api/api.ts";
import { facesOfGroup } from "../../app/db/decided-faces.ts";
import type { Database } from "../../app/db/open.ts";
import { groupSizesIn } from "../../app/db/unnamed-groups.ts";
import type { LiveFace } from "../../app/library/live/name-faces.ts";
import { asJpeg, emptyPicture, pictureOfFace } from "../support/camera-video.ts";
import {
  sampleLibrary,
  serveForTest,
  type ServedLibrary,
  type ServeTestOptions,
} from "../support/served-library.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A served library of the samples, and the two faces of somebody who is in two photos. */
async function servedSamples(options: ServeTestOptions = {}) {
  const served = await serveForTest({ libraryFolder: await sampleLibrary(), ...options });
  const { db } = served.server.context.library;
  const [largest] = groupSizesIn(db, { from: 1, to: 1_000_000 }).sort((a, b) => b.faces - a.faces);
  const [one = 0, other = 0] = facesOfGroup(db, largest?.groupId ?? 0);
  return { ...served, db, one, other };
}

async function open({ client }: ServedLibrary): Promise<string> {
  return (await (await client.live.sessions.$post()).json()).id;
}

async function send({ ask }: ServedLibrary, id: string, bytes: Uint8Array<ArrayBuffer>): Promise<Response> {
  return await ask(`/api/live/sessions/${id}/frames`, { method: "POST", body: bytes });
}

/** The faces of a picture, the largest first. */
async function look(served: ServedLibrary, id: string, bytes: Uint8Array<ArrayBuffer>): Promise<LiveFace[]> {
  const answer = await send(served, id, bytes);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const { faces } = (await answer.json()) as { faces: LiveFace[] };
  return faces.sort((a, b) => b.box.width - a.box.width);
}

async function enrol(
  { client }: ServedLibrary,
  id: string,
  track: number,
  person: { name: string } | { id: number },
) {
  return await client.live.sessions[":id"].enrol.$post({ param: { id }, json: { track, person } });
}

describe("a face before the camera", () => {
  it("is named by the people of the library", async () => {
    const served = await servedSamples();
    const { client, db, one, other } = served;
    await client.faces.name.$post({ json: { faceIds: [one, other], person: { name: "Anna" } } });
    const id = await open(served);

    const [face] = await look(served, id, await asJpeg(await pictureOfFace(db, one)));

    expect(face?.identity).toMatchObject({ kind: "known", name: "Anna" });
    expect(face?.box.height).toBeGreaterThan(0.2);
    expect(await look(served, id, await asJpeg(emptyPicture()))).toEqual([]);
  });

  it("that is unknown can be enrolled: it is known from then on, here and in photos, until that is undone", async () => {
    const served = await servedSamples();
    const { client, db, one, other, server } = served;
    const id = await open(served);
    const bytes = await asJpeg(await pictureOfFace(db, one));
    const [stranger] = await look(served, id, bytes);
    expect(stranger?.identity).toEqual({ kind: "unknown" });

    const enrolled = await enrol(served, id, stranger?.track ?? 0, { name: "Anna" });

    expect(await enrolled.json()).toMatchObject({
      action: { id: 1, summary: "learned from the camera how Anna looks" },
      result: { personName: "Anna" },
    });
    const [known] = await look(served, id, bytes);
    expect(known?.identity).toMatchObject({ kind: "known", name: "Anna" });
    expect(known?.track).toBe(stranger?.track);
    await server.context.reassigner.idle();
    const placed = db
      .prepare<[number, number]>("SELECT face_id FROM assignments WHERE face_id IN (?, ?)")
      .pluck()
      .all(one, other);
    expect(placed).toContain(one);

    await client.history.undo.$post({ json: { actionId: 1 } });

    const [again] = await look(served, id, bytes);
    expect(again?.identity).toEqual({ kind: "unknown" });
    expect((await (await client.people.$get()).json()).people).toEqual([]);
  });

  it("is still known after the server was closed, by one look more of somebody who was known", async () => {
    const libraryFolder = await sampleLibrary();
    const first = await servedSamples({ libraryFolder });
    const bytes = await asJpeg(await pictureOfFace(first.db, first.one));
    const session = await open(first);
    const [face] = await look(first, session, bytes);
    const { result } = (await (await enrol(first, session, face?.track ?? 0, { name: "Anna" })).json()) as {
      result: { personId: number };
    };
    await enrol(first, session, face?.track ?? 0, { id: result.personId });
    const { looks } = (await (
      await first.client.people[":id"].$get({ param: { id: String(result.personId) } })
    ).json()) as { looks: number };
    expect(looks).toBe(2);
    await first.server.close();

    const second = await servedSamples({ libraryFolder });

    const [known] = await look(second, await open(second), bytes);
    expect(known?.identity).toMatchObject({ kind: "known", name: "Anna" });
  });

  it("is refused as somebody whose name is taken, and as a face that is not in memory", async () => {
    const served = await servedSamples();
    const { client, db, one } = served;
    const id = await open(served);
    const [face] = await look(served, id, await asJpeg(await pictureOfFace(db, one)));
    await enrol(served, id, face?.track ?? 0, { name: "Anna" });

    const taken = await enrol(served, id, face?.track ?? 0, { name: "anna" });
    expect(taken.status).toBe(409);
    expect(await taken.json()).toMatchObject({ error: { code: "NameTakenError" } });
    expect((await enrol(served, id, 5, { name: "Ben" })).status).toBe(404);

    await client.live.sessions[":id"].close.$post({ param: { id } });
    const gone = await enrol(served, id, face?.track ?? 0, { name: "Ben" });
    expect(gone.status).toBe(404);
    expect(await gone.json()).toMatchObject({
      error: { message: expect.stringContaining("forgotten") as unknown },
    });
  });
});

describe("pictures of the camera", () => {
  it("are refused when they are none, too large, or of no session; and nobody may send any without the token", async () => {
    const served = await servedSamples();
    const id = await open(served);

    expect((await send(served, id, new TextEncoder().encode("%PDF-1.7"))).status).toBe(409);
    expect((await send(served, id, new Uint8Array(0))).status).toBe(409);
    // Not over a connection, which is closed on whoever goes on sending.
    const api = createApi(served.server.context, () => undefined);
    const large = await api.request(`/api/live/sessions/${id}/frames`, {
      ...{ method: "POST", body: new Uint8Array(1024 * 1024 + 1) },
      headers: { "Content-Length": String(1024 * 1024 + 1) },
    });
    expect(large.status).toBe(409);
    expect(await large.json()).toMatchObject({
      error: { message: expect.stringContaining("1 MB") as unknown },
    });
    expect((await send(served, "0".repeat(24), new Uint8Array(1))).status).toBe(404);
    expect((await send(served, "me", new Uint8Array(1))).status).toBe(400);

    const address = `${served.origin}/api/live/sessions/${id}/frames`;
    expect((await fetch(address, { method: "POST", body: new Uint8Array(1) })).status).toBe(403);
    const foreign = { method: "POST", body: new Uint8Array(1), headers: { Origin: "http://127.0.0.1:1" } };
    expect((await served.ask(`/api/live/sessions/${id}/frames`, foreign)).status).toBe(403);
  });

  it("are looked at one after the other, and of those that wait only the newest", async () => {
    const served = await servedSamples();
    const { db, one } = served;
    const id = await open(served);
    const bytes = await asJpeg(await pictureOfFace(db, one));
    const answers = await Promise.all(
      Array.from(
        { length: 6 },
        async () => (await (await send(served, id, bytes)).json()) as { faces: unknown },
      ),
    );

    const skipped = answers.filter(({ faces }) => faces === null).length;
    expect(skipped).toBeGreaterThan(0);
    expect(skipped).toBeLessThan(6);
  });

  it("reach no disk: neither they nor parts of them are in the library or among temporary files", async () => {
    const libraryFolder = await sampleLibrary();
    const temporary = temporaryFolder();
    vi.stubEnv("TMPDIR", temporary);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const served = await servedSamples({ libraryFolder });
    const { db, one, other } = served;
    const pictures = await Promise.all(
      [one, other].map(async (faceId) => await asJpeg(await pictureOfFace(db, faceId))),
    );
    // What the server writes for itself at its first answers is there before.
    const id = await open(served);
    await look(served, id, await asJpeg(emptyPicture()));
    const before = { files: filesIn(libraryFolder), rows: rowsOf(db), temporary: filesIn(temporary) };

    let track = 0;
    for (let round = 0; round < 3; round++) {
      for (const bytes of pictures) track = (await look(served, id, bytes))[0]?.track ?? 0;
    }
    expect(filesIn(libraryFolder)).toEqual(before.files);
    await enrol(served, id, track, { name: "Anna" });
    await served.server.context.reassigner.idle();

    expect(filesIn(temporary)).toEqual(before.temporary);
    const after = filesIn(libraryFolder);
    const changed = [...after].filter(([path, of]) => before.files.get(path) !== of).map(([path]) => path);
    // All that is said is kept in these; of the face there is the vector, 512 numbers of 4 bytes.
    expect(changed.filter((path) => !/^(catalogue\.sqlite(-wal|-shm)?|journal\.jsonl)$/.test(path))).toEqual(
      [],
    );
    const rows = rowsOf(db);
    expect(Object.keys(rows).filter((table) => rows[table] !== before.rows[table])).toEqual(
      expect.arrayContaining(["people", "person_looks"]),
    );
    const mayChange = [
      ...[
        "people",
        "person_identities",
        "person_looks",
        "kept_looks",
        "assignments",
        "actions",
        "action_people",
        "journal_lines",
      ],
      ...["sqlite_sequence", "revisions"],
    ];
    const others = Object.keys(rows).filter((table) => !mayChange.includes(table));
    expect(others.filter((table) => rows[table] !== before.rows[table])).toEqual([]);
    expect(db.prepare("SELECT length(vector) FROM person_looks").pluck().all()).toEqual([2_048]);
    for (const path of changed) {
      const content = readFileSync(join(libraryFolder, path));
      for (const picture of pictures)
        for (const part of partsOf(picture)) expect([path, content.includes(part)]).toEqual([path, false]);
    }
  });
});

/** Size and time of every file in a folder and below it, by its path there. */
function filesIn(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return new Map(
    paths.flatMap((path) => {
      const found = statSync(join(folder, path));
      return found.isFile() ? [[path, `${found.size} ${found.mtimeMs}`] as const] : [];
    }),
  );
}

/** A digest of all rows of every table. */
function rowsOf(db: Database): Record<string, string> {
  const tables = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  return Object.fromEntries(
    tables.map((table) => {
      const rows = db.prepare(`SELECT * FROM "${table}"`).all();
      return [table, createHash("sha256").update(JSON.stringify(rows)).digest("hex")];
    }),
  );
}

/** Pieces from all over a JPEG, each long enough to be nowhere by chance. */
function partsOf(jpeg: Uint8Array): Buffer[] {
  return Array.from({ length: 20 }, (_, at) =>
    Buffer.from(jpeg.subarray(Math.floor((at * jpeg.length) / 20)).subarray(0, 32)),
  );
}
