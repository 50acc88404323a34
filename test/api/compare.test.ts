import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { facesOfGroup } from "../../app/db/decided-faces.ts";
import { findFacePicture } from "../../app/db/face-picture.ts";
import { groupSizesIn } from "../../app/db/unnamed-groups.ts";
import { sampleLibrary, serveForTest, type ServedLibrary } from "../support/served-library.ts";

/** The two faces of the largest group of the samples: one person in two photos. */
function sameFaces({ server }: ServedLibrary): [number, number] {
  const { db } = server.context.library;
  const [largest] = groupSizesIn(db, { from: 1, to: 1_000_000 }).sort((a, b) => b.faces - a.faces);
  const [one, other] = facesOfGroup(db, largest?.groupId ?? 0);
  if (one === undefined || other === undefined) throw new Error("The samples have no group of two.");
  return [one, other];
}

async function addFace({ client }: ServedLibrary, faceId: number) {
  return await (await client.compare.pictures.$post({ json: { faceId } })).json();
}

async function upload({ ask }: ServedLibrary, bytes: Uint8Array<ArrayBuffer>): Promise<Response> {
  return await ask("/api/compare/uploads", { method: "POST", body: bytes });
}

describe("comparing faces", () => {
  it("takes two faces of the library for one person, by every metric, and shows what the model saw", async () => {
    const served = await serveForTest({ libraryFolder: await sampleLibrary() });
    const [one, other] = sameFaces(served);
    const [a, b] = [await addFace(served, one), await addFace(served, other)];
    expect(a.faces[a.chosen ?? -1]?.faceId).toBe(one);

    const query = { a: a.id, atA: String(a.chosen), b: b.id, atB: String(b.chosen) };
    const compared = await (await served.client.compare.verdict.$get({ query })).json();

    expect(compared.verdicts.map(({ metric, verified }) => [metric, verified])).toEqual([
      ["cosine", true],
      ["euclidean", true],
      ["euclidean_l2", true],
      ["angular", true],
    ]);
    expect(compared.probability).toBeGreaterThan(0.9);
    const crop = await served.ask(`/api/compare/pictures/${a.id}/faces/${String(a.chosen)}`);
    expect(crop.headers.get("content-type")).toBe("image/jpeg");
    expect((await crop.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
  });

  it("finds who of the library is in a picture that is only sent, and keeps two people apart", async () => {
    const served = await serveForTest({ libraryFolder: await sampleLibrary() });
    const [one] = sameFaces(served);
    await served.client.faces.name.$post({ json: { faceIds: sameFaces(served), person: { name: "Anna" } } });
    const { path } = findFacePicture(served.server.context.library.db, one) ?? { path: null };
    const sent = await upload(served, new Uint8Array(readFileSync(path ?? "")));
    const picture = (await sent.json()) as Awaited<ReturnType<typeof addFace>>;
    expect(picture.faces.length).toBeGreaterThan(2);
    expect(picture.faces.every(({ faceId }) => faceId === null)).toBe(true);

    const known = await addFace(served, one);
    const places = picture.faces.map((_, at) => at);
    const people = await Promise.all(
      places.map(async (at) => {
        const param = { id: picture.id, at: String(at) };
        const found = await served.client.compare.pictures[":id"].faces[":at"].people.$get({ param });
        return (await found.json()).people.find(({ verified }) => verified)?.name ?? null;
      }),
    );
    const verdicts = await Promise.all(
      places.map(async (at) => {
        const query = { a: picture.id, atA: String(at), b: known.id, atB: String(known.chosen) };
        return (await (await served.client.compare.verdict.$get({ query })).json()).verdicts[0]?.verified;
      }),
    );
    expect(people.filter((name) => name === "Anna")).toHaveLength(1);
    // Whoever is found is who the comparison says it is. A single pair may also take somebody alike for them, where all
    // that is known of the person does not; but not everybody.
    expect(verdicts[people.indexOf("Anna")]).toBe(true);
    expect(verdicts).toContain(false);
  });

  it("refuses what is no photo with the reason of a scan, and goes on", async () => {
    const served = await serveForTest({ libraryFolder: await sampleLibrary() });

    const refused = await upload(served, new TextEncoder().encode("%PDF-1.7 not a photo"));

    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      error: {
        code: "RefusedError",
        message: "This is a PDF document, not a photo, whatever its name says.",
      },
    });
    expect((await upload(served, new Uint8Array(0))).status).toBe(409);
    const [one] = sameFaces(served);
    expect((await addFace(served, one)).faces.length).toBeGreaterThan(0);
  });

  it("refuses a file of more than 50 MB", async () => {
    const served = await serveForTest();

    const refused = await upload(served, new Uint8Array(50 * 1024 * 1024 + 1));

    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      error: { message: expect.stringContaining("50 MB") as unknown },
    });
  });

  it("says so when a picture is not in memory any more", async () => {
    const { client } = await serveForTest();

    const id = "0".repeat(24);
    const answer = await client.compare.verdict.$get({ query: { a: id, atA: "0", b: id, atB: "0" } });

    expect(answer.status).toBe(404);
  });
});
