import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { cropFace } from "../support/face-crops.ts";
import { boxJson, runJsonAs, samplePhoto, type FaceRow } from "../support/library.ts";
import { newUser } from "../support/new-user.ts";
import { flat, writeInto } from "../support/photos.ts";
import { runFamiliar as run } from "../support/run-familiar.ts";
import { scannedSamples } from "../support/scanned-samples.ts";

// What README documents.
const findKnownJson = z.strictObject({
  ...{
    model: z.string(),
    detector: z.string(),
    alignment: z.string(),
    metric: z.string(),
    template: z.string(),
  },
  threshold: z.number(),
  known: z.array(z.strictObject({ name: z.string(), photos: z.int() })),
  photos: z.array(
    z.strictObject({
      photo: z.string(),
      faces: z.array(
        z.strictObject({
          box: boxJson,
          ...{ score: z.number(), quality: z.number(), name: z.string().nullable(), nearest: z.string() },
          ...{ distance: z.number(), threshold: z.number(), probability: z.number() },
        }),
      ),
      copy: z.string().nullable(),
    }),
  ),
  failed: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
});

describe("familiar find --known", () => {
  const { home, photos: samples, library, faceOn } = scannedSamples(3, 6);
  const known = join(home, "known");
  const env = newUser(home);
  const runFamiliar = async (args: readonly string[]) => await run(args, { env });

  const variant = async (row: FaceRow) =>
    await (await cropFace(row, 0.4)).flop().modulate({ brightness: 1.1 }).jpeg().toBuffer();

  /** One photo each of two people of sample 6, which are not those that are looked through; nobody of sample 3. */
  beforeAll(async () => {
    mkdirSync(join(known, "Anna", "2019"), { recursive: true });
    writeInto(join(known, "Anna", "2019"), "holiday.jpg", await variant(faceOn(6, 0)));
    writeInto(known, "Ben 2.jpg", await variant(faceOn(6, 2)));
    writeInto(known, "Carl.png", await flat(200, 200, [90, 120, 90]).png().toBuffer());
  });

  const find = async (...args: string[]) =>
    await runJsonAs(env, findKnownJson, "find", "--known", known, ...args);

  test("names every face of group photos after a folder, one photo of a person being enough", async () => {
    const result = await find(samplePhoto(6), samplePhoto(3));
    expect(result.known).toEqual([
      { name: "Ben", photos: 1 },
      { name: "Anna", photos: 1 },
    ]);
    expect(result.failed).toEqual([{ path: join(known, "Carl.png"), reason: "No face was found in it." }]);
    const [group, strangers] = result.photos;
    const names = group?.faces.toSorted((a, b) => a.box.x - b.box.x).map(({ name }) => name);
    expect(names).toEqual(["Anna", null, "Ben", null]);
    expect(
      group?.faces.every(({ name, distance, threshold }) => (name !== null) === distance <= threshold),
    ).toBe(true);
    expect(strangers?.faces.length).toBeGreaterThan(0);
    expect(strangers?.faces.map(({ name }) => name)).toEqual(strangers?.faces.map(() => null));
  });

  test("reads well, and says who is unknown", async () => {
    const { out, exitCode } = await runFamiliar(["find", "--known", known, samplePhoto(6)]);
    expect(exitCode).toBe(0);
    expect(out).toMatch(
      /^2 known people \(.+, mobilefacenet; one person up to cosine distance \d\.\d{3}\)\.\n\n4 faces in /,
    );
    expect(out).toMatch(/\n {2}\d \(\d+,\d+,\d+,\d+\) Anna, \d+\.\d %, distance \d\.\d{3}\n/);
    expect(out).toMatch(/\) unknown; most like (Anna|Ben), distance \d\.\d{3}\n/);
  });

  test("writes marked copies into another folder, never over a file and never beside the photos", async () => {
    const copies = join(home, "marked");
    const first = await find(samplePhoto(6), "--output", copies);
    const second = await find(samplePhoto(6), "--output", copies);
    expect([first, second].map(({ photos }) => photos[0]?.copy)).toEqual([
      join(copies, "sample6.jpg"),
      join(copies, "sample6 (2).jpg"),
    ]);
    const [original, copy] = [
      await sharp(samplePhoto(6)).metadata(),
      await sharp(join(copies, "sample6.jpg")).metadata(),
    ];
    expect([copy.width, copy.height]).toEqual([original.width, original.height]);
    // Where the box of a named face is drawn, the copy is green.
    const { box } = first.photos[0]?.faces.find(({ name }) => name !== null) ?? {
      box: { x: 0, y: 0, width: 0, height: 0 },
    };
    const at = { left: Math.round(box.x + box.width / 2), top: Math.round(box.y), width: 1, height: 1 };
    const [red = 0, green = 0, blue = 0] = await sharp(join(copies, "sample6.jpg"))
      .extract(at)
      .raw()
      .toBuffer();
    expect(green).toBeGreaterThan(150);
    expect(green - Math.max(red, blue)).toBeGreaterThan(40);

    const before = readdirSync(known);
    const refused = await runFamiliar([
      "find",
      "--known",
      known,
      samplePhoto(6),
      "--output",
      join(known, "Anna"),
    ]);
    expect(refused).toMatchObject({ exitCode: 1, out: "" });
    expect(refused.errors).toContain("holds your photos. Name another folder for the marked copies.");
    const beside = samples;
    const there = readdirSync(beside);
    const besidePhotos = await runFamiliar([
      "find",
      "--known",
      known,
      join(beside, "sample6.jpg"),
      "--output",
      beside,
    ]);
    expect(besidePhotos.errors).toContain("holds your photos.");
    expect([readdirSync(known), readdirSync(beside)]).toEqual([before, there]);
  });

  test("a photo that cannot be used does not keep the others from being looked through", async () => {
    const letter = writeInto(home, "letter.jpg", "Dear Ada\n");
    const { photos, failed } = await find(letter, samplePhoto(6));
    expect(photos.map(({ photo }) => photo)).toEqual([samplePhoto(6)]);
    expect(failed).toContainEqual({ path: letter, reason: expect.stringContaining("plain text") as string });
    expect(readFileSync(letter, "utf8")).toBe("Dear Ada\n");
  });

  test("what goes only with --known is refused without it, and a folder of nobody too", async () => {
    const several = await runFamiliar(["find", samplePhoto(6), samplePhoto(3), "--library", library]);
    expect(several).toMatchObject({
      exitCode: 2,
      errors: expect.stringContaining("with --known FOLDER only") as string,
    });
    const metric = await runFamiliar(["find", samplePhoto(6), "--alignment", "none", "--library", library]);
    expect(metric).toMatchObject({
      exitCode: 2,
      errors: expect.stringMatching(/^--alignment goes with --known/) as string,
    });
    const empty = join(home, "nobody");
    mkdirSync(empty);
    const nobody = await runFamiliar(["find", samplePhoto(6), "--known", empty]);
    expect(nobody).toMatchObject({ exitCode: 1, out: "" });
    expect(nobody.errors).toContain(`There are no photos in ${empty}. Make one folder for each person`);
    const missing = join(home, "missing");
    const gone = await runFamiliar(["find", samplePhoto(6), "--known", missing]);
    expect(gone).toMatchObject({
      exitCode: 1,
      errors: `The folder ${missing} cannot be searched: it is not there.\n`,
    });
  });
});
