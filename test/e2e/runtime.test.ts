import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { folderOfSamples } from "../support/library.ts";
import { newUser } from "../support/new-user.ts";
import { runFamiliar } from "../support/run-familiar.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const facesJson = z.object({ faces: z.int() });
const stateJson = z.object({
  choice: z.string(),
  used: z.string(),
  measures: z.array(z.object({ runtime: z.string() })),
});

describe("the runtime", () => {
  test("TensorFlow, chosen for this computer, finds the faces of a scan; one scan can be told otherwise", async () => {
    const home = temporaryFolder();
    const env = newUser(home);
    const run = async (...words: string[]) => {
      const { exitCode, out, errors } = await runFamiliar(words, { env });
      expect([exitCode, errors.includes("Error")]).toEqual([0, false]);
      return out;
    };
    const photos = folderOfSamples(home, 1, 3, 6);
    const scan = async (library: string, ...words: string[]) => {
      const out = await run("scan", photos, "--library", path.join(home, library), "--json", ...words);
      return facesJson.parse(JSON.parse(out)).faces;
    };

    expect(await run("models", "runtime", "tensorflow")).toBe("tensorflow computes: as you chose\n");
    const found = await scan("first");
    expect(found).toBeGreaterThan(5);
    expect(await scan("second", "--runtime", "onnx")).toBe(found);
    const doctor = await run("doctor", "--library", path.join(home, "first"));
    expect(doctor).toContain("ok       Runtime: tensorflow, as you chose\n");

    const state = stateJson.parse(JSON.parse(await run("models", "runtime", "auto", "--json")));
    expect([state.choice, state.measures.map(({ runtime }) => runtime)]).toEqual([
      "auto",
      ["onnx", "tensorflow"],
    ]);
    expect(["onnx", "tensorflow"]).toContain(state.used);
  });
});
