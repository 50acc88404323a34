import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { cropFace } from "../support/face-crops.ts";
import { folderOfSamples, listFaces, runJsonAs, scan } from "../support/library.ts";
import { newUser } from "../support/new-user.ts";
import { flat, writeInto } from "../support/photos.ts";
import { runFamiliar } from "../support/run-familiar.ts";
import { temporaryFolder, temporaryFolderForSuite } from "../support/temporary-folder.ts";

const metric = z.enum(["cosine", "euclidean", "euclidean_l2", "angular"]);

const confusion = z.strictObject({
  truePositive: z.int(),
  falsePositive: z.int(),
  trueNegative: z.int(),
  falseNegative: z.int(),
  precision: z.number(),
  recall: z.number(),
  f1: z.number(),
  accuracy: z.number(),
});

const share = z.number().min(0).max(1);

const comparedWay = z.strictObject({
  ...{ model: z.string(), detector: z.string().nullable(), alignment: z.string().nullable(), metric },
  ...{ facesFound: z.int(), msPerPicture: z.number(), threshold: z.number(), accuracy: share, auc: share },
  ...{ equalErrorRate: share, tarAtFar001: share, tarAtFar0001: share, confusion },
});

const fitted = z.strictObject({
  falseAcceptRate: share,
  people: z.strictObject({ fitting: z.int(), heldOut: z.int() }),
  thresholds: z.record(metric, z.number()),
  calibration: z.strictObject({ slope: z.number(), intercept: z.number() }),
  heldOut: z.array(
    z.strictObject({
      metric,
      threshold: z.number(),
      falseAcceptRate: share,
      equalErrorRate: share,
      confusion,
    }),
  ),
  file: z.string(),
  ensemble: z
    .strictObject({
      members: z.array(z.string()),
      trees: z.int(),
      threshold: share,
      heldOut: z.array(
        z.strictObject({
          ...{ name: z.string(), equalErrorRate: share, tarAtFar001: share, tarAtFar0001: share, auc: share },
          logLoss: z.number(),
        }),
      ),
      file: z.string(),
    })
    .nullable(),
});

// DESIGN, section 9, and what README documents beside it.
const evaluateJson = z.strictObject({
  images: z.int(),
  facesFound: z.int(),
  detector: z.string().nullable(),
  alignment: z.string().nullable(),
  model: z.string(),
  verification: z.strictObject({
    pairs: z.int(),
    accuracy: z.number(),
    auc: z.number(),
    equalErrorRate: z.number(),
    tarAtFar001: z.number(),
    tarAtFar0001: z.number(),
    similarityAtFar001: z.number(),
    metric,
    threshold: z.number(),
    isThresholdFitted: z.boolean(),
    confusion,
  }),
  clustering: z.strictObject({
    bCubedF1: z.number(),
    bCubedPrecision: z.number(),
    bCubedRecall: z.number(),
    pairwiseF1: z.number(),
    clusters: z.int(),
    identities: z.int(),
  }),
  identification: z.strictObject({ rank1: z.number(), oneShot: z.number(), averaged: z.number() }),
  comparison: z.array(comparedWay).optional(),
  notCompared: z.array(z.strictObject({ way: z.string(), reason: z.string() })).optional(),
  fit: fitted.optional(),
  roc: z.string().optional(),
  failed: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
});

const foundJson = z.object({
  faces: z.array(
    z.object({
      matches: z.array(z.object({ faceId: z.int(), probability: z.number(), verified: z.boolean() })),
    }),
  ),
});

/** The best match of each face that "familiar find --limit 1 --json" printed. */
function matchesIn(json: string) {
  return foundJson.parse(JSON.parse(json)).faces.flatMap(({ matches }) => matches);
}

const people = 4;
const picturesOfEach = 3;

describe("familiar evaluate", () => {
  const home = temporaryFolderForSuite();
  const labelled = join(home, "labelled");
  const env = newUser(join(home, "user"));

  /** Four people of sample 6, three pictures each: as they are, closer and brighter, mirrored and smaller. */
  beforeAll(async () => {
    const photos = folderOfSamples(home, 6);
    await scan(photos, join(home, "library"));
    const rows = (await listFaces(join(home, "library"))).sort((a, b) => a.box.x - b.box.x);
    expect(rows).toHaveLength(people);
    for (const [at, row] of rows.entries()) {
      const folder = join(labelled, `person ${at + 1}`);
      mkdirSync(folder, { recursive: true });
      const [plain, closer, wider] = [
        await cropFace(row, 0.5),
        await cropFace(row, 0.35),
        await cropFace(row, 0.6),
      ];
      writeInto(folder, "1.png", await plain.png().toBuffer());
      writeInto(folder, "2.jpg", await closer.modulate({ brightness: 1.2 }).jpeg().toBuffer());
      writeInto(folder, "3.jpg", await wider.flop().resize(250).jpeg().toBuffer());
    }
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

  test(
    "fits thresholds and an ensemble, reports on other people, and uses them from then on",
    async () => {
      const fitter = newUser(join(home, "fitter"));
      const run = async (...args: string[]) => {
        const { exitCode, out, errors } = await runFamiliar(
          [...args, "--detector", "rfb-320", "--runtime", "onnx", "--json"],
          { env: fitter },
        );
        expect(exitCode, errors).toBe(0);
        return { value: JSON.parse(out) as unknown, errors };
      };
      const fitRun = await run("evaluate", labelled, "--fit", "--models", "mobilefacenet");
      const { fit } = evaluateJson.parse(fitRun.value);
      expect(fitRun.errors).toContain("There are only 9 pairs of different people to fit on");
      expect(fit).toMatchObject({ falseAcceptRate: 0.001, people: { fitting: 2, heldOut: 2 } });
      for (const {
        confusion: { falsePositive, trueNegative, truePositive },
      } of fit?.heldOut ?? []) {
        expect([falsePositive, trueNegative, truePositive]).toEqual([0, 9, 6]);
      }
      expect(fit?.ensemble?.members).toEqual(["mobilefacenet", "mobilefacenet with mirror image"]);
      expect(fit?.ensemble?.heldOut[0]).toMatchObject({ name: "ensemble", auc: 1, equalErrorRate: 0 });

      const [one, mirrored, other] = ["person 3/1.png", "person 3/3.jpg", "person 4/1.png"].map((name) =>
        join(labelled, name),
      ) as [string, string, string];
      const verified = await run("verify", one, mirrored);
      expect(verified.value).toMatchObject({ verified: true, threshold: fit?.thresholds.cosine });
      const together = await run("verify", one, mirrored, "--ensemble");
      expect(together.value).toMatchObject({
        ...{ model: "ensemble", metric: "boosted", verified: true, threshold: fit?.ensemble?.threshold },
      });
      expect((await run("verify", one, other, "--model", "ensemble")).value).toMatchObject({
        verified: false,
      });
      const { out, errors } = await runFamiliar(
        ["verify", one, mirrored, "--detector", "rfb-320", "--runtime", "onnx"],
        { env: fitter },
      );
      expect(out, errors).toContain(`\nThe threshold was fitted on 2 people of ${labelled}.\n`);
      const inLibrary = [
        "find",
        join(home, "photos", "sample6.jpg"),
        "--library",
        join(home, "library"),
        "--limit",
        "1",
      ];
      const byModel = await runFamiliar([...inLibrary, "--json"], { env: fitter });
      const byEnsemble = await runFamiliar([...inLibrary, "--ensemble", "--json"], { env: fitter });
      expect(byEnsemble.errors).not.toContain("could not be looked at again");
      const [plain, boosted] = [byModel, byEnsemble].map(({ out: json }) => matchesIn(json));
      expect(boosted?.map(({ faceId }) => faceId)).toEqual(plain?.map(({ faceId }) => faceId));
      expect(boosted?.every(({ verified }) => verified)).toBe(true);
      expect(boosted?.map(({ probability }) => probability)).not.toEqual(
        plain?.map(({ probability }) => probability),
      );

      const found = await run("find", one, "--known", labelled, "--ensemble");
      expect(found.value).toMatchObject({
        photos: [{ faces: [{ name: "person 3", distance: expect.any(Number) as number }] }],
      });
    },
    // Seven commands, each of which loads the networks anew.
    300_000,
  );

  test("an ensemble that is not there is said to be missing", async () => {
    const photo = join(labelled, "person 1", "1.png");
    const run = await runFamiliar(["verify", photo, photo, "--ensemble"], { env });
    expect(run).toMatchObject({ exitCode: 1, out: "" });
    expect(run.errors).toContain("There is no ensemble on this computer yet.");
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
