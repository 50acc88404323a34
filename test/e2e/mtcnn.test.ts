import { copyFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { modelsFolder } from "../../app/models/default-folders.ts";
import { readBuiltInManifest } from "../../app/models/manifest.ts";
import { samplePhoto } from "../support/library.ts";
import { publishedWheel, writeWheel } from "../support/mtcnn.ts";
import { runFamiliar, type RunOptions } from "../support/run-familiar.ts";
import { temporaryFolderForSuite } from "../support/temporary-folder.ts";

const home = temporaryFolderForSuite();

/** A user without models of their own; the built-in ones are found where this user has them. */
const env: NonNullable<RunOptions["env"]> = {
  ...{ HOME: home, XDG_DATA_HOME: join(home, "data"), LOCALAPPDATA: join(home, "data") },
  FAMILIAR_MODELS: [process.env["FAMILIAR_MODELS"], modelsFolder()].filter(Boolean).join(delimiter),
};

async function run(...words: string[]): Promise<string> {
  const { exitCode, out, errors } = await runFamiliar(words, { env });
  expect(exitCode, errors).toBe(0);
  return out;
}

/** Its four faces are large and frontal. */
const group = samplePhoto(6);

test("a wheel with other weights is not taken, and its digest is shown beside the right one", async () => {
  const file = join(home, "other.whl");
  writeWheel(file);
  const { exitCode, errors } = await runFamiliar(["models", "add", "mtcnn", "--from", file], { env });
  expect(exitCode).toBe(1);
  const digest = readBuiltInManifest().models.find(({ id }) => id === "mtcnn")?.sha256 ?? "";
  expect(errors).toContain(file);
  expect(errors).toContain(digest);
});

const wheel = publishedWheel();

describe.skipIf(wheel === null)("mtcnn, of the published wheel", () => {
  beforeAll(async () => {
    // Known by its digest, whatever it is called.
    const file = join(home, "download.whl");
    copyFileSync(wheel ?? "", file);
    const added: unknown = JSON.parse(await run("models", "add", "--from", file, "--json"));
    expect(added).toMatchObject({ id: "mtcnn", task: "detector", kind: "mtcnn" });
  });

  test("is listed as installed", async () => {
    const { models } = z
      .object({ models: z.array(z.object({ id: z.string(), installed: z.boolean(), source: z.string() })) })
      .parse(JSON.parse(await run("models", "--json")));
    expect(models.find(({ id }) => id === "mtcnn")).toMatchObject({ installed: true, source: "pypi" });
  });

  test("finds the faces of a group photo in a scan, and the library keeps to it", async () => {
    const library = join(home, "library");
    const words = ["scan", group, "--library", library, "--json"];
    const facesOf = (out: string) => z.object({ faces: z.int() }).parse(JSON.parse(out)).faces;
    expect(facesOf(await run(...words, "--detector", "mtcnn"))).toBe(4);
    const { detector } = z
      .object({ library: z.object({ detector: z.string() }) })
      .parse(JSON.parse(await run("models", "--library", library, "--json"))).library;
    expect(detector).toBe("mtcnn");
  });

  test.each(["landmarks", "five-points"])(
    "finds the faces that are compared, aligned by %s",
    async (alignment) => {
      const words = ["verify", group, group, "--detector", "mtcnn", "--alignment", alignment, "--json"];
      const { faces, ...verdict } = z
        .object({ verified: z.boolean(), detector: z.string(), faces: z.array(z.unknown()) })
        .parse(JSON.parse(await run(...words)));
      expect(verdict).toEqual({ verified: true, detector: "mtcnn" });
      expect(faces).toHaveLength(8);
    },
  );
});
