import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { folderOfSamples, runJson, scan } from "../support/library.ts";
import { writeInto } from "../support/photos.ts";
import { runFamiliar } from "../support/run-familiar.ts";
import { temporaryFolderForSuite } from "../support/temporary-folder.ts";

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

beforeAll(async () => {
  await scan(folderOfSamples(home, 1, 3, 6), library);
});

test("finds everything that a scan needs", async () => {
  const { findings } = await runJson(doctorJson, "doctor", "--library", library);
  const stateOf = new Map(findings.map(({ name, state }) => [name, state]));
  for (const name of [
    "Node",
    "Image decoder",
    "Catalogue",
    "Face index",
    "ONNX Runtime",
    "TensorFlow",
    "Runtime",
    "Library",
    "Disk",
  ]) {
    expect(stateOf.get(name), name).toBe("ok");
  }
  expect(findings.find(({ name }) => name === "Library")?.detail).toBe(
    `${library}: 3 photos, 3 analysed, 0 failed, 0 missing`,
  );
  expect(stateOf.get("Model mobilefacenet")).toBe("ok");
  const detailOf = (wanted: string) => findings.find(({ name }) => name === wanted)?.detail;
  expect(detailOf("TensorFlow")).toMatch(/^TensorFlow(?:\.js 4\.22\.0, WebAssembly| \d.*, native)/);
  // The scan has measured both, unless that was done before.
  expect(detailOf("Runtime")).toMatch(/(?:onnx|tensorflow) [\d.]+ ms a look for faces, [\d.]+ ms a face/);
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

function brokenLibrary(): string {
  const folder = folderOfSamples(join(home, "broken"));
  writeInto(folder, "catalogue.sqlite", "this is no database, whatever its name says\n".repeat(50));
  return folder;
}
