import { describe, expect, it } from "vitest";
import { allFaceRows, facesOfPhoto } from "../../app/db/faces.ts";
import type { Database } from "../../app/db/open.ts";
import { sampleLibrary, serveForTest } from "../support/served-library.ts";

/** As if it had not been found: the best face of a group, with the others of the group. */
function takeAway(db: Database) {
  const groups = Map.groupBy(allFaceRows(db), ({ clusterId }) => clusterId);
  const [, faces = []] = [...groups].find(([id, found]) => id !== null && found.length > 1) ?? [];
  const [face, ...others] = faces.toSorted((a, b) => b.quality - a.quality);
  const photoId =
    db
      .prepare<[number], number>("SELECT photo_id FROM faces WHERE id = ?")
      .pluck()
      .get(face?.id ?? 0) ?? 0;
  const box = facesOfPhoto(db, photoId).find(({ id }) => id === face?.id)?.box;
  db.prepare("DELETE FROM faces WHERE id = ?").run(face?.id);
  if (box === undefined) throw new Error("The sample photos have no group of two faces.");
  return { photoId, box, otherIds: others.map(({ id }) => id) };
}

describe("a face that is drawn", () => {
  it("is recognised at once, and again when drawing it is redone; nothing of it is listed among the jobs", async () => {
    const { client, server } = await serveForTest({ libraryFolder: await sampleLibrary() });
    const { db } = server.context.library;
    const { photoId, box, otherIds } = takeAway(db);
    await client.faces.name.$post({ json: { faceIds: otherIds, person: { name: "Anna" } } });
    await server.context.reassigner.idle();

    const drawn = await (await client.faces.draw.$post({ json: { photoId, box } })).json();
    await server.context.jobs.idle();

    const assignment = db.prepare<[number], { person_id: number; probability: number }>(
      "SELECT person_id, probability FROM assignments WHERE face_id = ?",
    );
    const { faceId } = drawn.result;
    expect(assignment.get(faceId)).toMatchObject({ person_id: 1 });
    expect(assignment.get(faceId)?.probability).toBeGreaterThan(0.5);
    expect(server.context.jobs.list()).toEqual({ open: [], finished: [] });

    await client.history.undo.$post({ json: {} });
    expect(assignment.get(faceId)).toBeUndefined();
    await client.history.redo.$post();
    await server.context.jobs.idle();
    expect(assignment.get(faceId)).toMatchObject({ person_id: 1 });
  });

  it("in a photo whose file is away is left to the next scan, without an error", async () => {
    const { client, server } = await serveForTest({ libraryFolder: await sampleLibrary() });
    const { db } = server.context.library;
    const { photoId, box } = takeAway(db);
    db.prepare("UPDATE files SET missing_since_ms = 1 WHERE photo_id = ?").run(photoId);

    const drawn = await (await client.faces.draw.$post({ json: { photoId, box } })).json();
    await server.context.jobs.idle();

    expect(server.context.jobs.list()).toEqual({ open: [], finished: [] });
    const vectors = db.prepare("SELECT count(*) FROM embeddings WHERE face_id = ?").pluck();
    expect(vectors.get(drawn.result.faceId)).toBe(0);
  });
});
