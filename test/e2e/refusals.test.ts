import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { folderOfSamples, samplePhoto, scan } from "../support/library.ts";
import { flat, writeInto } from "../support/photos.ts";
import { runFamiliar } from "../support/run-familiar.ts";
import { temporaryFolderForSuite } from "../support/temporary-folder.ts";

const home = temporaryFolderForSuite();
const library = join(home, "my library");
let photos = "";

beforeAll(async () => {
  photos = folderOfSamples(home, 1);
  await scan(photos, library);
});

describe("what cannot be done", () => {
  test.each([
    ["people", "--library", join(home, "none")],
    ["faces", "--library", join(home, "none")],
    ["find", samplePhoto(1), "--library", join(home, "none")],
    ["name", "group:1", "Anna", "--library", join(home, "none")],
    ["person", "Anna", "--library", join(home, "none")],
    ["undo", "--library", join(home, "none")],
    ["history", "--library", join(home, "none")],
    ["models", "use", "mobilefacenet", "--library", join(home, "none")],
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
    const naming = await runFamiliar(["help", "name"]);
    expect(naming.exitCode).toBe(0);
    expect(naming.out).toMatch(/\nExamples:\n {2}familiar name group:14 Anna Lee {2,}every face of group 14/);
    // What is the same everywhere comes last.
    expect(naming.out).toMatch(/ {2}--twice .*\n(?: {2}--library .*\n)(?: +.*\n)* {2}--json /);
  });
});
