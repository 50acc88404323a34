import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LabelledFolderError } from "../../app/evaluate/errors.ts";
import { readLabelledFolder } from "../../app/evaluate/labelled-folder.ts";

const isPicture = (fileName: string) => /\.(jpg|png)$/i.test(fileName);

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "labelled-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function put(...relativePaths: string[]): Promise<void> {
  for (const relativePath of relativePaths) {
    const path = join(folder, relativePath);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, "");
  }
}

describe("readLabelledFolder", () => {
  test("takes one folder a person, in one order on every system", async () => {
    // Code units: "B" (66) before "a" (97) before "É" (201), "10" before "9".
    await put("anna/9.jpg", "anna/10.jpg", "Bo/x.PNG", "Émile/1.jpg", "Bo/notes.txt", "empty/readme.md");
    const { identities, pictures, loose } = await readLabelledFolder(folder, isPicture);
    expect(identities).toEqual(["Bo", "anna", "Émile"]);
    expect(pictures.map(({ relativePath, label }) => [relativePath, label])).toEqual([
      ["Bo/x.PNG", 0],
      ["anna/10.jpg", 1],
      ["anna/9.jpg", 1],
      ["Émile/1.jpg", 2],
    ]);
    expect(pictures[1]).toEqual({
      identity: "anna",
      label: 1,
      path: join(folder, "anna", "10.jpg"),
      relativePath: "anna/10.jpg",
    });
    expect(loose).toEqual([]);
  });

  test("takes the folder that holds the pictures as the person, however deep", async () => {
    await put("smith/father/1.jpg", "smith/son/1.jpg", "jones/son/1.jpg", "jones/2.jpg");
    const { identities } = await readLabelledFolder(folder, isPicture);
    expect(identities).toEqual(["jones", "jones/son", "smith/father", "smith/son"]);
  });

  test("leaves out hidden files and folders, and reports pictures that belong to nobody", async () => {
    await put("anna/1.jpg", "anna/._1.jpg", ".trash/2.jpg", "group.jpg");
    const { pictures, loose } = await readLabelledFolder(folder, isPicture);
    expect(pictures.map(({ relativePath }) => relativePath)).toEqual(["anna/1.jpg"]);
    expect(loose).toEqual(["group.jpg"]);
  });

  test("follows links to files and folders, and survives loops and links to nothing", async () => {
    await put("anna/1.jpg");
    await symlink(join(folder, "anna", "1.jpg"), join(folder, "anna", "2.jpg"));
    await symlink(join(folder, "nowhere.jpg"), join(folder, "anna", "3.jpg"));
    await symlink(folder, join(folder, "anna", "loop"));
    await symlink(join(folder, "anna"), join(folder, "also"));
    const { pictures } = await readLabelledFolder(folder, isPicture);
    expect(pictures.map(({ relativePath }) => relativePath)).toEqual([
      "also/1.jpg",
      "also/2.jpg",
      "anna/1.jpg",
      "anna/2.jpg",
    ]);
  });

  test("says what is wrong with a folder that has no people in it", async () => {
    await expect(readLabelledFolder(folder, isPicture)).rejects.toThrow(
      `The folder ${folder} cannot be evaluated: there is no folder with photos in it. Make one folder for each person`,
    );
    await put("1.jpg", "2.jpg");
    await expect(readLabelledFolder(folder, isPicture)).rejects.toThrow(
      "its 2 photos are not sorted into folders of people",
    );
  });

  test("says which folder cannot be read", async () => {
    const missing = join(folder, "missing");
    const attempt = readLabelledFolder(missing, isPicture);
    await expect(attempt).rejects.toThrow(LabelledFolderError);
    await expect(attempt).rejects.toMatchObject({ folder: missing, cause: { code: "ENOENT" } });
  });
});
