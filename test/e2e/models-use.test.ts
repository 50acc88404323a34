import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { countVectors } from "../../app/db/faces-to-embed.ts";
import { groupsOf, readCatalogue } from "../support/library.ts";
import { testModels } from "../support/models.ts";
import { newUser } from "../support/new-user.ts";
import { runFamiliar, startFamiliar } from "../support/run-familiar.ts";
import { temporaryFolderForSuite } from "../support/temporary-folder.ts";
import { makeVariantPhotos, variantPhotos } from "../support/variant-photos.ts";
import { allFaceRows } from "../../app/db/faces.ts";

const figures = z.strictObject({ model: z.string(), right: z.int() });

/** The fields of `familiar models use --json`. */
const changeJson = z.strictObject({
  from: z.string().nullable(),
  to: z.string(),
  hasChanged: z.boolean(),
  wasStopped: z.boolean(),
  embedded: z.int(),
  faces: z.int(),
  withoutVector: z.int(),
  failed: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
  comparison: z.strictObject({ people: z.int(), faces: z.int(), old: figures, new: figures }).nullable(),
  preview: z
    .array(
      z.strictObject({
        ...{ personId: z.int(), name: z.string() },
        ...{ assigned: z.int(), suggested: z.int(), withdrawn: z.int() },
      }),
    )
    .nullable(),
  reassigned: z.strictObject({ assigned: z.int(), suggested: z.int(), withdrawn: z.int() }).nullable(),
});

const home = temporaryFolderForSuite();
const library = join(home, "library");

/** A user without models of their own; the built-in ones are found where this user has them. */
const env = newUser(home);

async function run(...args: string[]) {
  return await runFamiliar([...args, "--library", library], { env });
}

async function use(...args: string[]): Promise<z.infer<typeof changeJson>> {
  const { exitCode, out, errors } = await run("models", "use", ...args, "--json");
  expect(exitCode, errors).toBe(0);
  return changeJson.parse(JSON.parse(out));
}

function vectorCounts(): Record<string, number> {
  return Object.fromEntries(readCatalogue(library, countVectors).map(({ model, faces }) => [model, faces]));
}

function groups(): string[][] {
  return groupsOf(readCatalogue(library, allFaceRows), ({ id }) => String(id));
}

beforeAll(async () => {
  const photos = join(home, "photos");
  await makeVariantPhotos(photos);
  const { embedding } = await testModels();
  for (const name of ["twin", "triplet"]) {
    const added = await run("models", "add", name, "--from", embedding.path, "--task", "embedding");
    expect(added.exitCode, added.errors).toBe(0);
  }
  const scanned = await run("scan", photos, "--detector", "rfb-320");
  expect(scanned.exitCode, scanned.errors).toBe(0);
});

test("stopped by Ctrl+C it keeps what is done, and the library its model; the next call does the rest", async () => {
  const { mobilefacenet: all = 0 } = vectorCounts();
  const before = groups();
  const running = startFamiliar(["models", "use", "twin", "--library", library], { env, detached: true });
  await running.says(new RegExp(`Representing known faces: \\d+ of ${variantPhotos} photos`));
  // A terminal tells the whole group of processes, the analyzers too.
  process.kill(-running.pid, "SIGINT");
  const { exitCode, out, errors } = await running.ended;
  expect(exitCode, errors).toBe(1);
  expect(out).toMatch(
    /^Stopped: the library still uses mobilefacenet\.\n.*\nThe same command goes on where it was\.\n$/,
  );
  const { twin: half = 0 } = vectorCounts();
  expect(half).toBeGreaterThan(0);
  expect(half).toBeLessThan(all);
  const rest = await use("twin");
  expect(rest).toMatchObject({ from: "mobilefacenet", to: "twin", hasChanged: true, withoutVector: 0 });
  expect(rest).toMatchObject({ embedded: all - half, faces: all, failed: [] });
  expect(vectorCounts()).toEqual({ mobilefacenet: all, twin: all });
  expect(groups()).toEqual(before);
});

test("killed at any moment it goes on; going back takes no new vectors", async () => {
  const { mobilefacenet: all = 0 } = vectorCounts();
  const running = startFamiliar(["models", "use", "triplet", "--library", library], { env });
  await running.says(/Representing known faces/);
  running.signal("SIGKILL");
  expect((await running.ended).signal).toBe("SIGKILL");
  const preview = { hasChanged: false, withoutVector: 0, preview: [] };
  expect(await use("triplet", "--preview")).toMatchObject(preview);
  expect(await use("triplet")).toMatchObject({ from: "twin", hasChanged: true, embedded: 0 });
  const back = await run("models", "use", "mobilefacenet");
  expect(back.exitCode, back.errors).toBe(0);
  expect(back.out).toContain("The library uses mobilefacenet now; before it was triplet.");
  expect(back.out).toContain(`${all} of ${all} faces can be compared by mobilefacenet; 0 of them are new.`);
  expect(back.out).toContain(`To go back: familiar models use triplet --library ${library}`);
  expect(existsSync(join(library, "indexes", "triplet.hnsw"))).toBe(true);
});

test("familiar models says what the library uses", async () => {
  const counts = vectorCounts();
  const { out } = await run("models", "--json");
  const document = z.object({ library: z.unknown() }).parse(JSON.parse(out));
  expect(document.library).toEqual({
    ...{ folder: library, detector: "rfb-320", landmarks: "landmark-68", embedding: "mobilefacenet" },
    faces: counts["mobilefacenet"],
    vectors: Object.entries(counts).map(([model, faces]) => ({ model, faces })),
  });
});

test.each([
  ["no model", "no-such-model", 'There is no model called "no-such-model".'],
  ["a model for something else", "landmark-68", "landmark-68 is a model for landmarks"],
])("%s is wrong usage", async (_case, model, message) => {
  const { exitCode, errors } = await run("models", "use", model);
  expect([exitCode, errors]).toEqual([2, expect.stringContaining(message) as string]);
});
