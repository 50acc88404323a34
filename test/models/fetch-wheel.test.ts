import path from "node:path";

import { describe, expect, test } from "vitest";

import { FetchError, ModelDownloadError, WrongDigestError } from "../../app/models/errors.ts";
import { explainPipFailure, type FetchWheel } from "../../app/models/fetch-wheel.ts";
import { writeFile } from "node:fs/promises";
import { openTinyStore, tinyContents } from "../support/model-store.ts";

const wheel = { package: "mtcnn", version: "1.0.0" } as const;

describe("what pip writes becomes an error for people", () => {
  test.each([
    [
      "without a network",
      "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError': Temporary failure in name " +
        "resolution: /simple/mtcnn/\nERROR: Could not find a version that satisfies the requirement mtcnn==1.0.0 " +
        "(from versions: none)\nERROR: No matching distribution found for mtcnn==1.0.0\n",
      "offline",
      "There is no connection to Python's package registry, which has mtcnn 1.0.0.",
    ],
    [
      "of a version that is not there",
      "ERROR: Could not find a version that satisfies the requirement mtcnn==1.0.0 (from versions: 0.0.1, 0.1.0)\n" +
        "ERROR: No matching distribution found for mtcnn==1.0.0\n",
      "refused",
      "Python's package registry does not have mtcnn 1.0.0.",
    ],
    [
      "without pip",
      "/usr/bin/python3: No module named pip\n",
      "pip-missing",
      "Python's pip, which fetches mtcnn 1.0.0, could not be started: is Python installed, with pip, and on PATH?",
    ],
    [
      "of anything else",
      "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n",
      "failed",
      "pip could not fetch mtcnn 1.0.0: ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
    ],
    ["of nothing", "", "failed", "pip could not fetch mtcnn 1.0.0: it gave no reason"],
  ])("%s", (_case, output, reason, message) => {
    const error = explainPipFailure(wheel, output);
    expect(error).toBeInstanceOf(FetchError);
    expect([error.reason, error.message]).toEqual([reason, message]);
  });
});

describe("a model that is the wheel of a package for Python", () => {
  const bring =
    (content: string): FetchWheel =>
    async ({ package: name, version }, destination) => {
      const file = path.join(destination, `${name}-${version}-py3-none-any.whl`);
      await writeFile(file, content);
      return file;
    };

  test("is kept as it is when its digest is right", async () => {
    const store = await openTinyStore({ fetchWheel: bring(tinyContents.mtcnn) });
    const progress: number[] = [];
    const { path: file } = await store.install("mtcnn", {
      onProgress: ({ receivedBytes }) => progress.push(receivedBytes),
    });
    expect(file).toBe(path.join(store.folder, "mtcnn-1.0.0-py3-none-any.whl"));
    expect(progress).toEqual([0, tinyContents.mtcnn.length]);
    expect((await store.need("mtcnn")).path).toBe(file);
  });

  test("is not, when it is another", async () => {
    const store = await openTinyStore({ fetchWheel: bring("something else") });
    const [outcome] = await store.installAll(["mtcnn"]);
    const error = outcome?.state === "failed" ? outcome.error : undefined;
    expect(error).toBeInstanceOf(ModelDownloadError);
    expect(error?.cause).toBeInstanceOf(WrongDigestError);
    expect(await store.locate("mtcnn")).toBeUndefined();
  });

  test("without a network the way by a file is said", async () => {
    const store = await openTinyStore();
    await expect(store.install("mtcnn")).rejects.toThrow(
      "There is no connection to Python's registry, which has mtcnn.\nRun `familiar models install mtcnn` again, or give " +
        "the file: familiar models add mtcnn --from FILE",
    );
  });
});
