import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { CatalogueNotMigratedError } from "../../app/db/errors.ts";
import { openSqliteFile } from "../../app/db/open.ts";
import { takeOwnership } from "../../app/db/owner-lock.ts";
import { isRunning, waitUntil } from "../analyze/processes.ts";
import {
  facesWithVectors,
  groupsOf,
  readCatalogue,
  scan,
  scanJson,
  type KnownFace,
} from "../support/library.ts";
import { randomNumbers } from "../support/random-numbers.ts";
import { runFamiliar, startFamiliar } from "../support/run-familiar.ts";
import { temporaryFolder, temporaryFolderForSuite } from "../support/temporary-folder.ts";
import { makeVariantPhotos, variantPhotos } from "../support/variant-photos.ts";

const kills = 20;

/** The moments differ each time anyway, with what else the machine does; FAMILIAR_TEST_SEED tries quite other ones. */
const seed = Number(process.env["FAMILIAR_TEST_SEED"] ?? 977_864);

/** One analyzer takes long enough for several transactions, so that kills fall between and into them. */
const slowly = ["--processes", "1"];

/** The same for the same face in two libraries, whatever its id. */
function nameOf({ photo, box }: KnownFace): string {
  const place = [box.x, box.y, box.width, box.height].map((length) => Math.round(length));
  return `${basename(photo ?? "")} at ${place.join(",")}`;
}

/** What a library says of its faces, without the ids. */
function contentOf(library: string) {
  const faces = facesWithVectors(library);
  return {
    vectors: new Map(faces.map((face) => [nameOf(face), face.vector])),
    groups: groupsOf(faces, nameOf),
  };
}

type Content = ReturnType<typeof contentOf>;

function expectSame(found: Content, expected: Content): void {
  expect([...found.vectors.keys()].sort()).toEqual([...expected.vectors.keys()].sort());
  for (const [name, vector] of found.vectors) {
    const wanted = expected.vectors.get(name);
    const furthest = Math.max(...vector.map((value, at) => Math.abs(value - (wanted?.[at] ?? NaN))));
    expect(furthest, name).toBeLessThan(1e-4);
  }
  expect(found.groups).toEqual(expected.groups);
}

/** Process ids of the analyzers of a scan; none where the system has no pgrep. */
function childrenOf(pid: number): number[] {
  try {
    return execFileSync("pgrep", ["-P", String(pid)], { encoding: "utf8" })
      .trim()
      .split("\n")
      .map(Number);
  } catch {
    return [];
  }
}

/** After any end of its owner a library is whole, can be read, and may be owned by the next one. */
function expectWholeAndFree(library: string): void {
  const catalogue = join(library, "catalogue.sqlite");
  if (!existsSync(catalogue)) return;
  takeOwnership(library, { command: "test" }).release();
  try {
    readCatalogue(library, (db) => db.prepare("SELECT count(*) FROM faces").get());
  } catch (error) {
    // Killed within the first milliseconds of the library, before it had its tables.
    if (!(error instanceof CatalogueNotMigratedError)) throw error;
  }
  const db = openSqliteFile(catalogue, { readonly: false, timeoutMs: 1_000 });
  try {
    expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(db.pragma("foreign_key_check")).toEqual([]);
  } finally {
    db.close();
  }
}

/**
 * Kills the owner, and nothing else, `afterMs` after its start; returns null. When it has finished before, returns the
 * milliseconds that it took.
 */
async function scanAndKill(photos: string, library: string, afterMs: number): Promise<number | null> {
  const start = performance.now();
  const running = startFamiliar(["scan", photos, "--library", library, ...slowly]);
  let analyzers: number[] = [];
  const clock = setTimeout(() => {
    analyzers = childrenOf(running.pid);
    running.signal("SIGKILL");
  }, afterMs);
  const { signal, exitCode, errors } = await running.ended;
  const tookMs = performance.now() - start;
  clearTimeout(clock);
  if (signal === null) expect(exitCode, errors).toBe(0);
  await waitUntil("the analyzers end by themselves", () => !analyzers.some(isRunning));
  return signal === "SIGKILL" ? null : tookMs;
}

describe("a scan that is interrupted", () => {
  const home = temporaryFolderForSuite();
  const photos = join(home, "photos");
  let expected: Content;
  let undisturbedMs = 0;

  beforeAll(async () => {
    await makeVariantPhotos(photos);
    const library = join(home, "undisturbed");
    const start = performance.now();
    const { exitCode, errors } = await runFamiliar(["scan", photos, "--library", library, ...slowly]);
    expect(exitCode, errors).toBe(0);
    undisturbedMs = performance.now() - start;
    expected = contentOf(library);
  });

  test("the undisturbed one has groups to compare with", () => {
    expect(expected.vectors.size).toBeGreaterThan(30);
    expect(Math.max(...expected.groups.map((group) => group.length))).toBeGreaterThan(1);
  });

  test(
    `killed at ${kills} random moments and run again, it finds the same (seed ${seed})`,
    { timeout: 900_000 },
    async () => {
      const random = randomNumbers(seed);
      const library = join(temporaryFolder(), "library");
      const finishAndCompare = async () => {
        await scan(photos, library);
        expectSame(contentOf(library), expected);
        expectWholeAndFree(library);
        rmSync(library, { recursive: true });
      };
      let longestMs = undisturbedMs;
      for (let killed = 0; killed < kills;) {
        const finishedAfterMs = await scanAndKill(photos, library, longestMs * random());
        if (finishedAfterMs === null) {
          killed += 1;
          expectWholeAndFree(library);
          // Some libraries are killed twice; more, and most kills would hit the same early moments.
          if (killed % 2 === 1) continue;
        } else {
          // The machine has less to do than when the undisturbed scan was timed.
          longestMs = finishedAfterMs;
        }
        await finishAndCompare();
      }
    },
  );

  test("stopped by Ctrl+C it leaves the rest, says so, and goes on where it was", async () => {
    const library = join(temporaryFolder(), "library");
    const running = startFamiliar(["scan", photos, "--library", library, ...slowly], { detached: true });
    await running.says(/\d of 12 photos/);
    // A terminal tells the whole group of processes, the analyzers too.
    process.kill(-running.pid, "SIGINT");
    const { exitCode, out, errors } = await running.ended;
    expect(exitCode).toBe(1);
    expect(errors).toContain("Stopping...");
    expect(out).toMatch(/\nStopped after \d+ s.*\n\nThe same command goes on where it was\.\n$/);
    expectWholeAndFree(library);
    const analysedBefore = readCatalogue(library, (db) =>
      db.prepare<[], number>("SELECT count(*) FROM photos WHERE recipe IS NOT NULL").pluck().get(),
    );
    expect(analysedBefore).toBeGreaterThan(0);
    expect(analysedBefore).toBeLessThan(variantPhotos);

    const rest = await scan(photos, library);
    expect(rest.photosPerSecond * rest.seconds).toBeCloseTo(variantPhotos - (analysedBefore ?? 0), 3);
    expectSame(contentOf(library), expected);
    const leftOvers = readdirSync(join(library, "thumbnails"), { recursive: true, encoding: "utf8" });
    expect(leftOvers.filter((name) => name.endsWith(".unfinished"))).toEqual([]);
  });

  test("stopped before it has begun, --json still gives its one document", async () => {
    const library = join(temporaryFolder(), "library");
    const running = startFamiliar(["scan", photos, "--library", library, "--json"]);
    await running.says(/Looking for photos/);
    running.signal("SIGTERM");
    const { exitCode, out } = await running.ended;
    expect(exitCode).toBe(1);
    expect(scanJson.parse(JSON.parse(out)).failed).toEqual([]);
    expect((await runFamiliar(["people", "--library", library])).exitCode).toBe(0);
  });
});
