import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { folderOfSamples, runJsonAs } from "../support/library.ts";
import { newUser } from "../support/new-user.ts";
import { flat, writeInto } from "../support/photos.ts";
import { runFamiliar } from "../support/run-familiar.ts";
import { temporaryFolder, temporaryFolderForSuite } from "../support/temporary-folder.ts";
import { evaluateJson } from "./evaluate-json.ts";
import { labelledPeople, people, picturesOfEach } from "./labelled-people.ts";

describe("familiar evaluate", () => {
  const home = temporaryFolderForSuite();
  const labelled = join(home, "labelled");
  const env = newUser(join(home, "user"));

  beforeAll(async () => {
    // A copy, as one of the tests adds to it.
    cpSync((await labelledPeople()).labelled, labelled, { recursive: true });
  });

  test("pictures that are easy to tell apart give perfect figures", async () => {
    const result = await runJsonAs(env, evaluateJson, "evaluate", labelled);
    expect(result).toMatchObject({
      images: people * picturesOfEach,
      facesFound: people * picturesOfEach,
      model: "mobilefacenet",
      // 12 pictures make 12 x 11 / 2 pairs, 4 x 3 of them of one person.
      verification: { pairs: 66, accuracy: 1, auc: 1, equalErrorRate: 0, tarAtFar001: 1 },
      clustering: {
        bCubedF1: 1,
        bCubedPrecision: 1,
        bCubedRecall: 1,
        pairwiseF1: 1,
        clusters: 4,
        identities: 4,
      },
      identification: { rank1: 1, oneShot: 1, averaged: 1 },
      failed: [],
    });
    expect(result.verification.confusion).toEqual({
      ...{ truePositive: 12, falsePositive: 0, trueNegative: 54, falseNegative: 0 },
      ...{ precision: 1, recall: 1, f1: 1, accuracy: 1 },
    });
  });

  test("reads well", async () => {
    const { out, errors, exitCode } = await runFamiliar(["evaluate", labelled], { env });
    expect(exitCode).toBe(0);
    expect(errors).toContain("12 of 12 pictures\n");
    expect(out).toMatch(
      /^12 pictures of 4 people, a face found in 12 \(.+, mobilefacenet\)\.\n\nVerification +66 pairs\n/,
    );
    expect(out).toMatch(/\n {2}true accepts at 0\.1 % false accepts +100\.00 %\n/);
    expect(out).toMatch(
      /\nAt the model's threshold, cosine distance up to 0\.\d{4}:\n +one person +two people\n {2}said to be one person +12 +0\n {2}said to be two people +0 +54\n/,
    );
    expect(out).toMatch(/\nClustering +4 groups\n {2}B-cubed F1 +1\.0000\n/);
  });

  test("with official pairs the accuracy is the ten-fold one on these", async () => {
    const names = ["1.png", "2.jpg", "3.jpg"];
    const pictures = Array.from({ length: people }, (_, at) =>
      names.map((name) => `person ${at + 1}/${name}`),
    );
    const same = pictures.flatMap(([a = "", b = "", c = ""]) => [
      `1,${a},${b}`,
      `1,${a},${c}`,
      `1,${b},${c}`,
    ]);
    const [first = [], second = [], third = [], fourth = []] = pictures;
    const across = (one: readonly string[], other: readonly string[]) =>
      one.flatMap((a) => other.map((b) => `0,${a},${b}`));
    const different = [...across(first, second), ...across(third, fourth)].slice(0, same.length);
    const pairs = join(home, "pairs.csv");
    writeFileSync(pairs, ["same,a,b", ...same, ...different].join("\n"));
    const { out, exitCode, errors } = await runFamiliar(["evaluate", labelled, "--pairs", pairs], { env });
    expect(exitCode, errors).toBe(0);
    expect(out).toMatch(
      /\n {2}accuracy +100\.00 % \(standard error 0\.00 %\), ten-fold on 24 official pairs\n/,
    );
  });

  test("compares detectors, alignments and metrics, and draws their curves", async () => {
    const plot = join(home, "roc.svg");
    const ways = [
      "--detectors",
      "rfb-320",
      "--alignments",
      "landmarks,five-points,none",
      "--metrics",
      "cosine,angular",
    ];
    const result = await runJsonAs(
      env,
      evaluateJson,
      ...["evaluate", labelled, "--compare", "--models", "mobilefacenet", ...ways, "--roc", plot],
    );
    expect(result.comparison?.map((row) => [row.model, row.detector, row.alignment, row.metric])).toEqual([
      ["mobilefacenet", "rfb-320", "landmarks", "cosine"],
      ["mobilefacenet", "rfb-320", "landmarks", "angular"],
      ["mobilefacenet", "rfb-320", "none", "cosine"],
      ["mobilefacenet", "rfb-320", "none", "angular"],
    ]);
    expect(result.comparison?.[0]).toMatchObject({ facesFound: 12, auc: 1, confusion: { truePositive: 12 } });
    expect(result.notCompared).toEqual([
      {
        way: "mobilefacenet, rfb-320, five-points",
        reason: expect.stringContaining("cannot be aligned") as string,
      },
    ]);
    const svg = readFileSync(plot, "utf8");
    expect(result.roc).toBe(plot);
    // The two that could be compared, and the usual way where that is with another detector.
    expect(svg.match(/<path class="roc"/g)).toHaveLength(result.detector === "rfb-320" ? 2 : 3);
    expect(svg).toContain("mobilefacenet, rfb-320, not aligned: AUC ");
    // A second time it would be lost, so it is refused before anything is measured.
    const again = await runFamiliar(["evaluate", labelled, "--roc", plot], { env });
    expect(again).toMatchObject({
      exitCode: 2,
      out: "",
      errors: `${plot} is there already. Name another file, or add --force.\n`,
    });
    expect(readFileSync(plot, "utf8")).toBe(svg);
  });

  test("a picture without a face counts as a miss, one that cannot be read too and is told", async () => {
    const [noFace, noPicture] = [join(labelled, "person 1", "4.png"), join(labelled, "person 2", "4.jpg")];
    writeInto(join(labelled, "person 1"), "4.png", await flat(200, 200, [90, 120, 90]).png().toBuffer());
    writeInto(join(labelled, "person 2"), "4.jpg", "not a picture\n");
    const result = await runJsonAs(env, evaluateJson, "evaluate", labelled);
    expect(result).toMatchObject({ images: 14, facesFound: 12 });
    expect(result.failed).toEqual([
      { path: noPicture, reason: expect.stringContaining("plain text") as string },
    ]);
    expect(result.failed.map(({ path }) => path)).not.toContain(noFace);
    // People 1 and 2 now have 4 x 3 / 2 = 6 pairs each, of which 3 can be made; 3 and 4 have 3 each: 12 of 18. Pairs
    // of two people count only with both faces: 6 x 3 x 3.
    expect(result.verification.pairs).toBe(18 + 54);
    expect(result.verification.tarAtFar001).toBeCloseTo(12 / 18, 10);
    // Each miss is alone in its cluster: recall 1/4; the other three of its person 3/4; 6 pictures 1.
    expect(result.clustering.bCubedRecall).toBeCloseTo((2 * (1 / 4 + 3 * (3 / 4)) + 6) / 14, 10);
    expect(result.clustering.bCubedPrecision).toBe(1);
    expect(result.identification.rank1).toBeCloseTo(12 / 14, 10);
  });
});

test("a folder that cannot be evaluated", async () => {
  const home = temporaryFolder();
  const env = newUser(join(home, "user"));
  const run = async (folder: string) => {
    const { exitCode, out, errors } = await runFamiliar(["evaluate", folder, "--json"], { env });
    return { exitCode, out, errors: errors.trimEnd() };
  };
  const said = (folder: string, problem: string) => ({
    exitCode: 1,
    out: "",
    errors: `The folder ${folder} cannot be evaluated: ${problem}`,
  });
  const missing = join(home, "missing");
  expect(await run(missing)).toEqual(said(missing, "it is not there."));
  const advice = "Make one folder for each person and put that person's photos into it.";
  const loose = folderOfSamples(home, 1);
  expect(await run(loose)).toEqual(said(loose, `its photo is not sorted into folders of people. ${advice}`));
});
