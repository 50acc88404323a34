// Puts Keras where the tests find it (README.md beside this file):
//   node test/keras/install.ts FOLDER
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Exit code of sysexits.h: something could not be fetched. */
const notFetched = 75;

/** pip takes half a minute on a fast line. */
const limitMs = 10 * 60_000;

function isThere(folder: string): boolean {
  const env = { ...process.env, PYTHONPATH: folder, KERAS_BACKEND: "jax" };
  return spawnSync("python3", ["-c", "import h5py, keras"], { env, stdio: "ignore" }).status === 0;
}

function fetchInto(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const requirements = fileURLToPath(new URL("./requirements.txt", import.meta.url));
  const options = ["--only-binary=:all:", "--disable-pip-version-check", "--quiet", "--timeout", "20"];
  const pip = ["-m", "pip", "install", ...options, "--target", folder, "-r", requirements];
  const { status, stderr, error } = spawnSync("python3", pip, {
    ...{ encoding: "utf8", timeout: limitMs, stdio: ["ignore", "ignore", "pipe"] },
  });
  if (status === 0) return;
  console.error(`Keras was not installed.\n${stderr.trim()}${error?.message ?? ""}`);
  process.exit(notFetched);
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
