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

describe("people and faces without a name over the API", () => {
  it("become one in one step, which one undo takes back; a face is moved twice into a photo when that is allowed", async () => {
    const { client, faceIds, inOnePhoto } = await servedFaces();
    const [first, second] = faceIds;
    for (const [faceId, name] of [
      [first, "Anna"],
      [second, "Ann"],
    ] as const) {
      await client.faces.name.$post({ json: { faceIds: [faceId], person: { name } } });
    }
    const people = async () =>
      (await (await client.people.$get()).json()).people.map(({ name, faces }) => `${name} ${faces}`);
    const before = await people();
    const merge = { intoId: 1, fromIds: [2], faceIds: faceIds.slice(2) };
    const merged = await client.people.merge.$post({ json: { ...merge, allowTwice: true } });
    expect((await merged.json()).action.summary).toBe("merged Ann (1 photo) and 1 face into Anna");
    expect(await people()).toEqual([`Anna ${String(faceIds.length)}`]);
    await client.history.undo.$post({ json: {} });
    expect(await people()).toEqual(before);

    const move = { faceIds: inOnePhoto, person: { id: 1 } };
    expect((await client.faces.move.$post({ json: move })).status).toBe(409);
    expect((await client.faces.move.$post({ json: { ...move, allowTwice: true } })).status).toBe(200);
  });
});

describe("faces without a name over the API", () => {
  it("lists groups and single faces, ignores some, and gives them back", async () => {
    const { client } = await servedFaces();
    const before = await (await client.groups.$get()).json();
    const grouped = before.groups.reduce((sum, { faces }) => sum + faces, 0);
    expect(grouped + before.singles.length).toBe(before.faces);

    const [faceId = 0] = before.singles[0] ?? [];
    await client.faces.ignore.$post({ json: { faceIds: [faceId] } });
    expect((await (await client.groups.ignored.$get()).json()).faces).toMatchObject([{ id: faceId }]);
    expect((await (await client.groups.$get()).json()).faces).toBe(before.faces - 1);

    await client.faces.unignore.$post({ json: { faceIds: [faceId] } });
    expect((await (await client.groups.ignored.$get()).json()).faces).toEqual([]);
  });

  it("merges groups, splits one, says who is alike, and answers for a group that is gone", async () => {
    const { client } = await servedFaces();
    const { singles } = await (await client.groups.$get()).json();
    const groupIds = singles.flatMap(([, groupId]) => groupId ?? []);
    const inDifferentPhotos = async ([one = 0, ...others]: readonly number[]): Promise<number> => {
      for (const other of others) {
        const merged = await client.groups.merge.$post({ json: { groupIds: [one, other] } });
        if (merged.status === 200) return (await merged.json()).result.groupId;
      }
      throw new Error("All faces of the samples are in one photo.");
    };
    const groupId = await inDifferentPhotos(groupIds);

    const group = await (await client.groups[":id"].$get({ param: { id: String(groupId) } })).json();
    expect(group.faces).toHaveLength(2);
    const split = await client.groups[":id"].split.$get({ param: { id: String(groupId) } });
    expect(await split.json()).toEqual({ split: null });
    const alike = await client.groups[":id"]["look-alikes"].$get({ param: { id: String(groupId) } });
    const { groups } = await alike.json();
    expect(groups.every(({ probability }) => probability > 0 && probability <= 1)).toBe(true);

    const [face] = group.faces;
    await client.faces.split.$post({ json: { faceIds: [face?.id ?? 0] } });
    await client.groups.ignore.$post({ json: { groupIds: [groupId] } });
    const gone = await client.groups[":id"].$get({ param: { id: String(groupId) } });
    expect(gone.status).toBe(409);
    expect(await gone.json()).toMatchObject({ error: { code: "UnknownGroupError" } });
  });

  it("names groups, keeps two apart, and tells who is seen with whom", async () => {
    const { client, inOnePhoto } = await servedFaces();
    const [one = 0, other = 0] = inOnePhoto;
    await client.faces.name.$post({ json: { faceIds: [one], person: { name: "Anna" } } });
    await client.faces.name.$post({ json: { faceIds: [other], person: { name: "Ben" } } });
    const companions = await client.people[":id"].companions.$get({ param: { id: "1" } });
    expect(await companions.json()).toEqual({ companions: [{ personId: 2, photos: 1 }] });

    const apart = await client.groups["keep-apart"].$post({
      json: { one: { personId: 1 }, other: { personId: 2 } },
    });
    expect(await apart.json()).toMatchObject({
      action: { summary: "said that Anna and Ben are different people" },
    });
    const merged = await client.people.merge.$post({ json: { intoId: 1, fromIds: [2] } });
    expect(await merged.json()).toMatchObject({ error: { code: "DifferentPeopleError" } });
  });
});
