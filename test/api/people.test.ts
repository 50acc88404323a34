import { describe, expect, it } from "vitest";
import { allFaceRows } from "../../app/db/faces.ts";
import { sampleLibrary, serveForTest } from "../support/served-library.ts";

async function servedFaces() {
  const served = await serveForTest({ libraryFolder: await sampleLibrary() });
  const faces = allFaceRows(served.server.context.library.db);
  const [first, second, third] = [...Map.groupBy(faces, ({ photoId }) => photoId).values()].map(
    ([face]) => face?.id ?? 0,
  );
  const inOnePhoto = [...Map.groupBy(faces, ({ photoId }) => photoId).values()].find(
    ({ length }) => length > 1,
  );
  return {
    ...served,
    faceIds: [first ?? 0, second ?? 0, third ?? 0] as const,
    inOnePhoto: (inOnePhoto ?? []).map(({ id }) => id),
  };
}

describe("naming faces over the API", () => {
  it("names, lists with the face to show, moves, confirms, rejects, and undoes", async () => {
    const { client, faceIds } = await servedFaces();
    const [first, second] = faceIds;

    const named = await client.faces.name.$post({
      json: { faceIds: [first, second], person: { name: "Anna" } },
    });
    expect(await named.json()).toMatchObject({
      action: { id: 1, summary: "named 2 faces Anna" },
      result: { personName: "Anna", changed: 2 },
    });
    const { people } = await (await client.people.$get()).json();
    expect(people).toMatchObject([{ name: "Anna", faces: 2, photos: 2 }]);
    const [anna] = people;
    expect([first, second]).toContain(anna?.shownFaceId);

    const moved = await client.faces.move.$post({ json: { faceIds: [second], person: { name: "Ben" } } });
    expect(await moved.json()).toMatchObject({ action: { summary: "moved 1 face from Anna to Ben" } });
    await client.people[":id"].cover.$post({ param: { id: String(anna?.id) }, json: { faceId: first } });
    await client.people.pin.$post({ json: { personIds: [anna?.id ?? 0], isPinned: true } });
    const after = await (await client.people.$get()).json();
    expect(after.people).toMatchObject([
      { name: "Anna", isPinned: true, coverFaceId: first, shownFaceId: first },
      { name: "Ben", faces: 1 },
    ]);

    await client.history.undo.$post({ json: { actionId: 2 } });
    expect((await (await client.people.$get()).json()).people).toMatchObject([{ name: "Anna", faces: 2 }]);
  });

  it("refuses a name that is taken, and the same person twice in a photo, with what is needed to ask", async () => {
    const { client, faceIds, inOnePhoto } = await servedFaces();
    await client.faces.name.$post({ json: { faceIds: [faceIds[0]], person: { name: "Anna" } } });

    const taken = await client.faces.name.$post({
      json: { faceIds: [faceIds[1]], person: { name: "anna" } },
    });
    expect(taken.status).toBe(409);
    expect(await taken.json()).toMatchObject({
      error: { code: "NameTakenError", details: { personName: "anna", people: [{ id: 1, faces: 1 }] } },
    });
    const twice = await client.faces.name.$post({ json: { faceIds: inOnePhoto, person: { name: "Ben" } } });
    expect(twice.status).toBe(409);
    expect(await twice.json()).toMatchObject({
      error: { code: "TwiceInPhotoError", details: { faceIds: inOnePhoto } },
    });

    const allowed = await client.faces.name.$post({
      json: { faceIds: inOnePhoto, person: { name: "Anna", allowSameName: true }, allowTwice: true },
    });
    expect(allowed.status).toBe(200);
    expect((await (await client.people.$get()).json()).people).toHaveLength(2);
  });
});
