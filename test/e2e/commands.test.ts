import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { cropFace } from "../support/face-crops.ts";
import {
  folderOfSamples,
  listFaces,
  listPeople,
  runJson,
  samplePhoto,
  scan,
  type FaceRow,
} from "../support/library.ts";
import { flat, writeInto } from "../support/photos.ts";
import { runFamiliar } from "../support/run-familiar.ts";
import { temporaryFolderForSuite } from "../support/temporary-folder.ts";

const box = z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

const findJson = z.strictObject({
  photo: z.string(),
  search: z.enum(["exact", "approximate"]),
  faces: z.array(
    z.strictObject({
      box,
      score: z.number(),
      quality: z.number(),
      matches: z.array(
        z.strictObject({
          personId: z.int().nullable(),
          name: z.string().nullable(),
          clusterId: z.int().nullable(),
          faceId: z.int(),
          photo: z.string().nullable(),
          similarity: z.number(),
          probability: z.number().min(0).max(1),
          verified: z.boolean(),
        }),
      ),
    }),
  ),
});

const verifyJson = z.strictObject({
  verified: z.boolean(),
  model: z.string(),
  detector: z.string(),
  metric: z.enum(["cosine", "euclidean", "euclidean_l2"]),
  distance: z.number(),
  threshold: z.number(),
  probability: z.number().min(0).max(1),
  faces: z.array(
    z.strictObject({
      photo: z.string(),
      box,
      score: z.number(),
      quality: z.number(),
      isCompared: z.boolean(),
    }),
  ),
});

const doctorJson = z.strictObject({
  findings: z.array(
    z.strictObject({
      name: z.string(),
      state: z.enum(["ok", "missing", "broken"]),
      detail: z.string(),
      remedy: z.string().nullable(),
    }),
  ),
});

const home = temporaryFolderForSuite();
const library = join(home, "my library");
let photos = "";
let faces: FaceRow[] = [];

/** The face of a sample that is furthest to the left, or the next ones. */
function faceFromLeft(sample: number, place: number): FaceRow {
  const row = faces
    .filter(({ photo }) => photo === join(photos, `sample${sample}.jpg`))
    .sort((a, b) => a.box.x - b.box.x)[place];
  if (row === undefined) throw new Error(`sample${sample} has no face ${place}`);
  return row;
}

beforeAll(async () => {
  photos = folderOfSamples(home, 1, 3, 6);
  await scan(photos, library);
  faces = await listFaces(library);
});

describe("familiar people and faces", () => {
  test("every face is in a group, and the counts agree", async () => {
    const { people, groups, unknownFaces, ignoredFaces } = await listPeople(library);
    expect({ people, unknownFaces, ignoredFaces }).toEqual({ people: [], unknownFaces: 10, ignoredFaces: 0 });
    const members = Map.groupBy(faces, ({ clusterId }) => clusterId);
    expect(groups.map(({ id, faces: size }) => [id, size]).sort()).toEqual(
      [...members].map(([id, group]) => [id, group.length]).sort(),
    );
    const sizes = groups.map(({ faces: size }) => size);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });

  test("the woman on samples 1 and 3 is one group", () => {
    const onSample1 = faceFromLeft(1, 2);
    const onSample3 = faceFromLeft(3, 1);
    expect(onSample3.clusterId).toBe(onSample1.clusterId);
    expect(faces.filter(({ clusterId }) => clusterId === onSample1.clusterId)).toHaveLength(2);
  });

  test("boxes lie on the faces, in pixels of the photo", () => {
    // Measured by hand on sample 1: the middle of each face.
    const middles = [0, 1, 2].map((place) => {
      const { x, y, width, height } = faceFromLeft(1, place).box;
      return [x + width / 2, y + height / 2];
    });
    const byHand: [number, number][] = [
      [500, 475],
      [930, 540],
      [1560, 330],
    ];
    for (const [at, [x, y]] of byHand.entries()) {
      expect(Math.abs((middles[at]?.[0] ?? NaN) - x)).toBeLessThan(50);
      expect(Math.abs((middles[at]?.[1] ?? NaN) - y)).toBeLessThan(50);
    }
  });

  test("read well", async () => {
    const people = await runFamiliar(["people", "--library", library]);
    const group = faceFromLeft(1, 2).clusterId ?? NaN;
    expect(people.exitCode).toBe(0);
    expect(people.out.split("\n")).toEqual([
      "Groups without a name",
      "Group  Faces  Best face in",
      `${String(group).padStart(5)}      2  ${join(photos, "sample1.jpg")}`,
      "",
      "10 faces without a name; 8 of them like no other.",
      "",
    ]);
    const rows = (await runFamiliar(["faces", "--library", library])).out.trimEnd().split("\n");
    expect(rows[0]).toMatch(/^Face +Group +Quality +x,y,width,height +Photo$/);
    expect(rows).toHaveLength(1 + 10);
  });
});

describe("familiar find", () => {
  test("the index and the comparison with every face agree on every face", async () => {
    for (const sample of ["sample1.jpg", "sample3.jpg", "sample6.jpg"]) {
      const photo = join(photos, sample);
      const options = [photo, "--library", library, "--limit", "10"];
      const approximate = await runJson(findJson, "find", ...options);
      const exact = await runJson(findJson, "find", ...options, "--exact");
      expect([approximate.search, exact.search]).toEqual(["approximate", "exact"]);
      expect(approximate.faces).toHaveLength(exact.faces.length);
      for (const [at, face] of exact.faces.entries()) {
        const found = approximate.faces[at]?.matches ?? [];
        expect(found.map(({ faceId }) => faceId)).toEqual(face.matches.map(({ faceId }) => faceId));
        for (const [place, { similarity }] of face.matches.entries()) {
          expect(found[place]?.similarity).toBeCloseTo(similarity, 5);
        }
      }
    }
  });

  test("a photo of the library finds each of its faces first, with certainty", async () => {
    const { faces: found } = await runJson(
      findJson,
      "find",
      join(photos, "sample6.jpg"),
      "--library",
      library,
    );
    expect(found).toHaveLength(4);
    for (const { matches, box: foundBox } of found) {
      const [best] = matches;
      expect(best?.photo).toBe(join(photos, "sample6.jpg"));
      expect(best?.similarity).toBeCloseTo(1, 4);
      expect(best?.probability).toBeGreaterThan(0.99);
      expect(faces.find(({ id }) => id === best?.faceId)?.box).toEqual(foundBox);
      expect(matches.length).toBeLessThanOrEqual(3);
    }
  });

  test("somebody else is nobody in the library", async () => {
    const { out, exitCode } = await runFamiliar(["find", samplePhoto(5), "--library", library]);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^5 faces in .*sample5\.jpg\n\nFace 1 \(\d+,\d+,\d+,\d+\)\n/);
    expect(out).toContain("\n  nobody in the library\n");
  });

  test("tells people which group it is, and where they are seen", async () => {
    const face = faceFromLeft(6, 0);
    const photo = writeInto(home, "new photo.png", await (await cropFace(face, 0.6)).flop().png().toBuffer());
    const { out } = await runFamiliar(["find", photo, "--library", library]);
    expect(out).toMatch(/^1 face in .*new photo\.png\n\nFace 1 /);
    const group = `group ${face.clusterId ?? "-"}`;
    expect(out).toMatch(new RegExp(`\\n  ${group}, \\d+\\.\\d %: most alike in .*sample6\\.jpg\\n`));
  });
});

describe("familiar verify", () => {
  /** A picture of one face alone, and the same mirrored, smaller and cropped closer. */
  async function pictures(row: FaceRow, name: string) {
    const plain = await (await cropFace(row, 0.6)).png().toBuffer();
    const variant = await (
      await cropFace(row, 0.35)
    )
      .flop()
      .resize(220)
      .modulate({ brightness: 1.15 })
      .jpeg()
      .toBuffer();
    return {
      plain: writeInto(home, `${name}.png`, plain),
      variant: writeInto(home, `${name} variant.jpg`, variant),
    };
  }

  test.each(["cosine", "euclidean", "euclidean_l2"])(
    "a face and its mirror image are one person (%s)",
    async (metric) => {
      const { plain, variant } = await pictures(faceFromLeft(6, 0), "one");
      const verdict = await runJson(verifyJson, "verify", plain, variant, "--metric", metric);
      expect(verdict).toMatchObject({ verified: true, metric, model: "mobilefacenet" });
      expect(verdict.distance).toBeLessThanOrEqual(verdict.threshold);
      expect(verdict.probability).toBeGreaterThan(0.9);
      expect(verdict.faces.map(({ photo, isCompared }) => [photo, isCompared])).toEqual([
        [plain, true],
        [variant, true],
      ]);
    },
  );

  test("of two people it says so", async () => {
    const one = await pictures(faceFromLeft(6, 0), "one");
    const other = await pictures(faceFromLeft(3, 0), "other");
    const verdict = await runJson(verifyJson, "verify", one.plain, other.plain);
    expect(verdict).toMatchObject({ verified: false, metric: "cosine" });
    expect(verdict.distance).toBeGreaterThan(verdict.threshold);
    expect(verdict.probability).toBeLessThan(0.3);
    const { out, exitCode } = await runFamiliar(["verify", one.plain, other.plain]);
    expect(exitCode).toBe(0);
    expect(out).toMatch(
      /^Different people\.\nProbability of one person \d+\.\d %: cosine distance \d\.\d{3}, one person up to \d\.\d{3}\.\n/,
    );
  });

  test("of many faces it compares the two most alike", async () => {
    const verdict = await runJson(verifyJson, "verify", samplePhoto(1), samplePhoto(3));
    expect(verdict.verified).toBe(true);
    expect(verdict.faces).toHaveLength(6);
    expect(
      verdict.faces.filter(({ isCompared }) => isCompared).map(({ photo, box: { x } }) => [photo, x]),
    ).toEqual([
      [samplePhoto(1), faceFromLeft(1, 2).box.x],
      [samplePhoto(3), faceFromLeft(3, 1).box.x],
    ]);
    const { out } = await runFamiliar(["verify", samplePhoto(1), samplePhoto(1)]);
    const counted = `3 faces in ${samplePhoto(1)}`;
    expect(out).toMatch(/^The same person\.\n/);
    expect(out).toContain(`${counted}, ${counted}; compared are the two most alike (`);
  });
});

describe("familiar doctor", () => {
  test("finds everything that a scan needs", async () => {
    const { findings } = await runJson(doctorJson, "doctor", "--library", library);
    const stateOf = new Map(findings.map(({ name, state }) => [name, state]));
    for (const name of [
      "Node",
      "Image decoder",
      "Catalogue",
      "Face index",
      "ONNX Runtime",
      "Library",
      "Disk",
    ]) {
      expect(stateOf.get(name), name).toBe("ok");
    }
    expect(findings.find(({ name }) => name === "Library")?.detail).toBe(
      `${library}: 3 photos, 3 analysed, 0 failed, 0 missing`,
    );
    expect(stateOf.get("Model mobilefacenet")).toBe("ok");
  });

  test("says how to get a library, and what it needs not", async () => {
    const { out, exitCode } = await runFamiliar(["doctor", "--library", join(home, "none")]);
    expect(exitCode).toBe(0);
    expect(out).toContain(
      `missing  Library: none in ${join(home, "none")} yet\n         -> familiar scan FOLDER\n`,
    );
    expect(out).toMatch(/^ok {7}Computer: .*, \d+ cores? \(.*\), \d+\.\d of \d+\.\d GiB of memory free\n/);
    expect(out).toContain(`ok       Node: ${process.version}\n`);
  });

  test("a catalogue that is none makes it fail", async () => {
    const { out, exitCode } = await runFamiliar(["doctor", "--library", brokenLibrary()]);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/\nBROKEN {3}Library: The catalogue .* is damaged and cannot be read\./);
  });
});

function brokenLibrary(): string {
  const folder = folderOfSamples(join(home, "broken"));
  writeInto(folder, "catalogue.sqlite", "this is no database, whatever its name says\n".repeat(50));
  return folder;
}

describe("what cannot be done", () => {
  test.each([
    ["people", "--library", join(home, "none")],
    ["faces", "--library", join(home, "none")],
    ["find", samplePhoto(1), "--library", join(home, "none")],
  ])("%s without a library", async (...args) => {
    const run = await runFamiliar([...args, "--json"]);
    expect(run).toMatchObject({
      exitCode: 1,
      out: "",
      errors: `There is no library in ${join(home, "none")} yet. Make one with: familiar scan FOLDER\n`,
    });
  });

  test("a photo that is not there", async () => {
    const missing = join(home, "missing.jpg");
    const errors = `${missing}: There is no such file.\n`;
    expect(await runFamiliar(["find", missing, "--library", library])).toMatchObject({
      exitCode: 1,
      out: "",
      errors,
    });
    expect(await runFamiliar(["verify", missing, samplePhoto(1)])).toMatchObject({
      exitCode: 1,
      out: "",
      errors,
    });
    expect(await runFamiliar(["verify", samplePhoto(1), missing])).toMatchObject({
      exitCode: 1,
      out: "",
      errors,
    });
  });

  test("a photo without a face, and a file that is no photo", async () => {
    const empty = writeInto(home, "sky.png", await flat(400, 300, [120, 170, 230]).png().toBuffer());
    const letter = writeInto(home, "letter.jpg", "Dear Ada\n");
    expect(await runFamiliar(["verify", samplePhoto(1), empty, "--json"])).toMatchObject({
      exitCode: 1,
      out: "",
      errors: `No face was found in ${empty}.\n`,
    });
    expect(await runFamiliar(["find", empty, "--library", library])).toMatchObject({ exitCode: 1, out: "" });
    const run = await runFamiliar(["verify", letter, samplePhoto(1)]);
    expect(run.exitCode).toBe(1);
    expect(run.errors).toMatch(new RegExp(`^${letter}: .*plain text`));
  });

  test("a library folder that is a file", async () => {
    const file = writeInto(home, "file", "x");
    expect(await runFamiliar(["scan", photos, "--library", file])).toMatchObject({
      exitCode: 1,
      out: "",
      errors: `The library folder ${file} cannot be made: there is a file of that name.\n`,
    });
  });

  test("output that nobody reads on ends quietly", async () => {
    const run = await runFamiliar(["faces", "--library", library], { closeOutput: true });
    expect(run).toMatchObject({ exitCode: 0, errors: "" });
  });
});

describe("wrong usage", () => {
  test.each([
    [[], "Usage: familiar"],
    [["frobnicate"], "unknown command 'frobnicate'"],
    [["scan"], "missing required argument 'FOLDER'"],
    [["scan", ""], "The name of a folder is missing."],
    [["scan", "photos", "--fast"], "unknown option '--fast'"],
    [["scan", "photos", "--processes", "0"], 'It takes a whole number from 1 to 256, not "0".'],
    [["scan", "photos", "--alignment", "eyes"], 'It takes landmarks or five-points, not "eyes".'],
    [["people", "--limit", "many"], 'It takes a whole number from 1 to 1000000, not "many".'],
    [["find", "a.jpg", "--limit", "0"], 'It takes a whole number from 1 to 50, not "0".'],
    [["verify", "a.jpg"], "missing required argument 'B'"],
    [["verify", "a.jpg", "b.jpg", "--metric", "manhattan"], 'not "manhattan".'],
    [["verify", "a.jpg", "b.jpg", "--model", "vgg"], 'There is no model called "vgg".'],
    [["verify", "a.jpg", "b.jpg", "--model", "rfb-320"], "rfb-320 is a model for detector"],
    [["faces", "extra"], "too many arguments"],
  ])("familiar %j", async (args, message) => {
    const { exitCode, out, errors } = await runFamiliar(args, { cwd: home });
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(errors).toContain(message);
  });

  test("help and version are no errors", async () => {
    expect(await runFamiliar(["--version"])).toMatchObject({ exitCode: 0, out: "0.1.0\n", errors: "" });
    const { exitCode, out } = await runFamiliar(["scan", "--help"]);
    expect(exitCode).toBe(0);
    expect(out).toContain("--watch");
  });
});
