import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { samplePhoto } from "../support/library.ts";
import { newUser } from "../support/new-user.ts";
import { runFamiliar } from "../support/run-familiar.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { evaluateJson } from "./evaluate-json.ts";
import { labelledPeople } from "./labelled-people.ts";

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

describe("familiar evaluate --fit", () => {
  test(
    "fits thresholds and an ensemble, reports on other people, and uses them from then on",
    async () => {
      const { labelled, photo, library } = await labelledPeople();
      const fitter = newUser(join(temporaryFolder(), "fitter"));
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
      const inLibrary = ["find", photo, "--library", library, "--limit", "1"];
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
    const photo = samplePhoto(1);
    const env = newUser(temporaryFolder());
    const run = await runFamiliar(["verify", photo, photo, "--ensemble"], { env });
    expect(run).toMatchObject({ exitCode: 1, out: "" });
    expect(run.errors).toContain("There is no ensemble on this computer yet.");
  });
});
