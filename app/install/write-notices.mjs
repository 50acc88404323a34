// Writes resources/NOTICES.md: every dependency that comes with Familiar and every model, with its licence.
// With --check it writes nothing and fails when the file is out of date.
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { neededPackages } from "./locked-packages.ts";

const root = new URL("../../", import.meta.url);
const target = new URL("resources/NOTICES.md", root);

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(new URL(path, root), "utf8"));

const lock = readJson("package-lock.json");
const { models } = readJson("resources/models.json");

const own = readJson("package.json");

/** Packages that are development dependencies because they are bundled into the window or the desktop shell. */
function bundledPackages() {
  const sources = ["renderer/**/*.{ts,tsx}", "main/**/*.ts"].flatMap((pattern) =>
    globSync(pattern, { cwd: root }),
  );
  const imported = sources.flatMap((file) =>
    [...readFileSync(new URL(file, root), "utf8").matchAll(/(?:\bfrom |\bimport\(?\s?)"([^".][^"]*)"/g)].map(
      (match) => match[1] ?? "",
    ),
  );
  const names = imported.map((name) => name.split("/", name.startsWith("@") ? 2 : 1).join("/"));
  return [...new Set(names)].filter((name) => name in own.devDependencies && name !== "electron");
}

const roots = [...Object.keys(own.dependencies), ...bundledPackages()];
const packages = new Map(
  neededPackages(lock, roots)
    .filter(({ name }) => !name.startsWith("@types/"))
    .map(({ name, version, licence }) => [`${name} ${version}`, licence ?? "see the package"]),
);
for (const name of ["exiftool-vendored.exe", "exiftool-vendored.pl"]) {
  const { version, license } = lock.packages[`node_modules/${name}`];
  packages.set(
    `${name} ${version}`,
    `${license}; ExifTool in it, by Phil Harvey: as Perl (Artistic or GPL-1.0-or-later)`,
  );
}
// They come with the desktop app as programs.
for (const name of ["electron", "node"]) {
  const entry = lock.packages[`node_modules/${name}`];
  packages.set(`${name} ${entry.version}`, entry.license);
}

const lines = [
  "# Notices",
  "",
  "Familiar is under the MIT licence (LICENSE). It uses the following works. This file is made by",
  "`npm run format` from package-lock.json, models.json and what the window and the desktop shell import. Electron brings",
  "Chromium and others; their licences lie beside the desktop app in LICENSES.chromium.html.",
  "",
  "## Models",
  "",
  ...models.map(
    (/** @type {{title: string, licence: string, licenceNote: string}} */ model) =>
      `- ${model.title}: ${model.licence}. ${model.licenceNote}`,
  ),
  "",
  "## Packages",
  "",
  ...[...packages].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, licence]) => `- ${name}: ${licence}`),
  "",
];
const text = lines.join("\n");

if (!process.argv.includes("--check")) {
  writeFileSync(target, text);
} else if (readFileSync(target, "utf8") !== text) {
  console.error("resources/NOTICES.md is out of date. Run: npm run format");
  process.exitCode = 1;
}
