// Puts Keras where the tests find it (README.md beside this file):
//   node test/keras/install.ts FOLDER
import { spawnSync } from "node:child_process";
import { globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Exit code of sysexits.h: something could not be fetched. */
const notFetched = 75;

/** pip takes half a minute on a fast line. */
const limitMs = 10 * 60_000;

function isThere(folder: string): boolean {
  const env = { ...process.env, PYTHONPATH: folder, KERAS_BACKEND: "jax" };
  const { status } = spawnSync("python3", ["-c", "import h5py, keras, joblib, lz4.frame"], {
    ...{ env, stdio: "ignore" },
  });
  return status === 0 && globSync("mtcnn/*", { cwd: folder }).length > 0 && hasWheel(folder);
}

/** The package mtcnn is kept as a wheel too: that is what Familiar takes. */
function hasWheel(folder: string): boolean {
  return globSync("wheels/mtcnn-*.whl", { cwd: folder }).length > 0;
}

function runPip(...parameters: string[]): void {
  const options = ["--only-binary=:all:", "--disable-pip-version-check", "--quiet", "--timeout", "20"];
  const [command = "", ...rest] = parameters;
  const { status, stderr, error } = spawnSync("python3", ["-m", "pip", command, ...options, ...rest], {
    ...{ encoding: "utf8", timeout: limitMs, stdio: ["ignore", "ignore", "pipe"] },
  });
  if (status === 0) return;
  console.error(`Keras was not installed.\n${stderr.trim()}${error?.message ?? ""}`);
  process.exit(notFetched);
}

function fetchInto(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const requirements = fileURLToPath(new URL("./requirements.txt", import.meta.url));
  runPip("install", "--target", folder, "-r", requirements);
  const wheel = readFileSync(requirements, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("mtcnn=="));
  runPip("download", "--no-deps", "--dest", path.join(folder, "wheels"), ...wheel);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Usage: node test/keras/install.ts FOLDER");
  process.exit(1);
}
const place = path.resolve(folder);
if (!isThere(place)) fetchInto(place);
if (!isThere(place)) {
  console.error("Keras was installed, but does not load into this Python.");
  process.exit(1);
}
console.log(`Keras is there. The tests use it when told so: export FAMILIAR_KERAS=${place}`);
