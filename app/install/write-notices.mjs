// Writes resources/NOTICES.md: every dependency that comes with Familiar and every model, with its licence.
// With --check it writes nothing and fails when the file is out of date.
import { readFileSync, writeFileSync } from "node:fs";

const root = new URL("../../", import.meta.url);
const target = new URL("resources/NOTICES.md", root);

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(new URL(path, root), "utf8"));

const lock = readJson("package-lock.json");
const { models } = readJson("resources/models.json");

const packages = new Map();
for (const [place, entry] of Object.entries(lock.packages)) {
  // Development tools and the test photos are not distributed.
  if (place === "" || entry.dev === true) continue;
  const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
  packages.set(`${name} ${entry.version}`, entry.license ?? "see the package");
}

const lines = [
  "# Notices",
  "",
  "Familiar is under the MIT licence (LICENSE). It uses the following works. This file is made by",
  "`npm run format` from package-lock.json and models.json.",
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
