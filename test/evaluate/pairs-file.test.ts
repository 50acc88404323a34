import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PairsFileError } from "../../app/evaluate/errors.ts";
import type { LabelledFolder } from "../../app/evaluate/labelled-folder.ts";
import { parsePairs, readPairs } from "../../app/evaluate/pairs-file.ts";

// "Zoe/2.jpg" is written with the dots apart from the letter, as macOS may store it.
const relativePaths = ["anna/1.jpg", "anna/2.jpg", 'Smith, "Bo"/1.jpg', "Zoe\u0308/2.jpg"];
const labelled: LabelledFolder = {
  folder: "/people",
  identities: [],
  loose: [],
  pictures: relativePaths.map((relativePath, label) => ({
    identity: "",
    label,
    path: `/people/${relativePath}`,
    relativePath,
  })),
};
const parse = (...lines: string[]) => parsePairs(lines.join("\n"), "pairs.csv", labelled);

describe("parsePairs", () => {
  test("finds the photos of each pair", () => {
    expect(parse("same,a,b", "1,anna/1.jpg,anna/2.jpg", "", "0,anna/2.jpg,Zo\u00EB/2.jpg", "")).toEqual([
      { isSame: true, a: 0, b: 1 },
      { isSame: false, a: 1, b: 3 },
    ]);
  });

  test("reads quoted fields, a byte order mark and the line ends of Windows", () => {
    expect(parse('\uFEFFsame,a,b\r\n0,"Smith, ""Bo""/1.jpg","anna/1.jpg"\r\n')).toEqual([
      { isSame: false, a: 2, b: 0 },
    ]);
  });

  test.each([
    { lines: ["a,b,same"], line: 1, message: 'the first line must be "same,a,b", but it is "a,b,same".' },
    { lines: [""], line: 1, message: 'the first line must be "same,a,b", but it is "".' },
    { lines: ["same,a,b", "1,anna/1.jpg"], line: 2, message: "there must be 3 columns, but there are 2." },
    {
      lines: ["same,a,b", "1,anna/1.jpg,anna/2.jpg", "", "yes,anna/1.jpg,anna/2.jpg"],
      line: 4,
      message: "the first column must be 1 (one person) or 0 (two people).",
    },
    {
      lines: ["same,a,b", "1,,anna/2.jpg"],
      line: 2,
      message: "the second column, the first photo, is empty.",
    },
    {
      lines: ["same,a,b", "1,anna/2.jpg,"],
      line: 2,
      message: "the third column, the second photo, is empty.",
    },
    {
      lines: ["same,a,b", "1,anna/1.jpg,../secret.jpg"],
      line: 2,
      message: "there is no photo ../secret.jpg in the folder /people.",
    },
    {
      lines: ["same,a,b", "1,anna/1.jpg,anna/1.jpg"],
      line: 2,
      message: "the photo anna/1.jpg is paired with itself.",
    },
    {
      lines: ["same,a,b", '1,"anna/1.jpg,anna/2.jpg'],
      line: 2,
      message: "a quotation mark is not closed, or text follows a closed one.",
    },
  ])("refuses $lines", ({ lines, line, message }) => {
    expect(() => parse(...lines)).toThrow(new PairsFileError("pairs.csv", line, message));
    expect(() => parse(...lines)).toThrow(`pairs.csv, line ${line}: ${message}`);
  });

  test("refuses a file without pairs", () => {
    expect(() => parse("same,a,b", "", "")).toThrow("pairs.csv: there are no pairs in the file.");
  });
});

describe("readPairs", () => {
  test("reads a file, and says which one cannot be read", async () => {
    const folder = await mkdtemp(join(tmpdir(), "pairs-"));
    try {
      const file = join(folder, "pairs.csv");
      await writeFile(file, "same,a,b\n1,anna/1.jpg,anna/2.jpg\n");
      expect(await readPairs(file, labelled)).toEqual([{ isSame: true, a: 0, b: 1 }]);
      const missing = join(folder, "missing.csv");
      await expect(readPairs(missing, labelled)).rejects.toMatchObject({
        name: "PairsFileError",
        file: missing,
        line: 0,
        cause: { code: "ENOENT" },
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
