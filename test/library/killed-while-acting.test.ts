import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { countActions } from "../../app/db/actions.ts";
import { examineCatalogue } from "../../app/db/damage.ts";
import { journalLinesAfter, lastJournalLine, type JournalLineRow } from "../../app/db/journal-lines.ts";
import { parseEntry } from "../../app/journal/entry.ts";
import { NothingToUndoError } from "../../app/journal/errors.ts";
import { undo } from "../../app/journal/undo.ts";
import { createActionContext, libraryFolders, openLibrary } from "../../app/library/open-library.ts";
import { decisionsOf, rebuildable } from "../journal/decisions-of.ts";
import { group } from "../support/people.ts";
import { randomNumbers } from "../support/random-numbers.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const kills = 12;

/** What is done. The moments of its end differ each time anyway; FAMILIAR_TEST_SEED tries other actions. */
const seed = Number(process.env["FAMILIAR_TEST_SEED"] ?? 977_864);

const script = fileURLToPath(new URL("./fixtures/acting-process.ts", import.meta.url));
const command = "a test";

/** Six photos, faces in four groups, and nothing said. */
async function smallLibrary() {
  const folder = join(temporaryFolder(), "library");
  using library = await openLibrary(folder, { command });
  for (const photos of [
    [1, 2, 3],
    [4, 5],
    [3, 4, 6],
    [1, 6],
  ])
    group(library.db, ...photos);
  return { folder, first: decisionsOf(library.db) };
}

/** A moment of a process's work: so many milliseconds after it has said so many lines. */
interface Moment {
  readonly lines: number;
  readonly thenMs: number;
}

/**
 * Lets a process act until it dies, killed at this moment or (null) by itself. Returns the number of the last line that
 * it said; 0 = it said none.
 */
async function actUntilDeath(
  folder: string,
  { round, killAt }: { readonly round: number; readonly killAt: Moment | null },
): Promise<number> {
  const death = killAt === null ? "before-journal" : "by-others";
  const child = spawn(process.execPath, [script, folder, String(seed + round), death], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [said, errors] = ["", ""];
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const hasSaidEnough = Promise.withResolvers<undefined>();
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    if (said.split("\n").length > (killAt?.lines ?? Infinity)) hasSaidEnough.resolve(undefined);
  });
  const closed = once(child, "close");
  if (killAt !== null) {
    await Promise.race([hasSaidEnough.promise, closed]);
    // Not a wait for anything: a random moment of its work.
    await sleep(killAt.thenMs);
    child.kill("SIGKILL");
  }
  const [, signal] = (await closed) as [number | null, NodeJS.Signals | null];
  expect(signal, errors).toBe("SIGKILL");
  const words = said.split("\n").slice(0, -1);
  return Number(words.slice(1).at(-1) ?? 0);
}

/** The steps of a text journal, as the catalogue remembers them; fails when a line cannot be read. */
function stepsOf(journal: string): JournalLineRow[] {
  // Its first line is written with the first step.
  if (!existsSync(journal)) return [];
  const lines = readFileSync(journal, "utf8").split("\n").slice(0, -1);
  return lines.flatMap((line) => {
    const entry = parseEntry(line);
    expect(entry, line).not.toBeNull();
    if (entry === null || !("number" in entry)) return [];
    return [{ number: entry.number, event: entry.event, actionId: entry.action, atMs: Date.parse(entry.at) }];
  });
}

/** Opens what was left behind, sees that catalogue and journal agree, and returns the state and the last line. */
async function examine(folder: string) {
  const { catalogue, backups, journal } = libraryFolders(folder);
  expect(examineCatalogue(catalogue, backups)).not.toBe("damaged");
  using library = await openLibrary(folder, { command });
  expect(library.journalReport).toMatchObject({ badLines: [], setAsideAs: null });
  expect(library.journal.problem()).toBeNull();
  expect(stepsOf(journal)).toEqual(journalLinesAfter(library.db, 0, 1_000_000));
  const { replayedSteps } = library.journalReport;
  const last = lastJournalLine(library.db)?.number ?? 0;
  return { last, replayedSteps, decided: decisionsOf(library.db), state: rebuildable(library.db) };
}

/** What the text journal alone tells in an empty folder. */
async function rebuilt(folder: string): Promise<unknown> {
  const elsewhere = join(temporaryFolder(), "library");
  mkdirSync(elsewhere);
  copyFileSync(libraryFolders(folder).journal, libraryFolders(elsewhere).journal);
  return (await examine(elsewhere)).state;
}

function forgetCatalogue(folder: string): void {
  for (const name of readdirSync(folder)) if (name.startsWith("catalogue")) rmSync(join(folder, name));
}

describe(`killed at any moment (seed ${seed})`, () => {
  test("while it acts, nothing that was done is lost, and all of it can be undone", async () => {
    const { folder, first } = await smallLibrary();
    const random = randomNumbers(seed);
    let before = 0;
    for (let round = 0; round < kills; round++) {
      const lastSaid = await actUntilDeath(folder, {
        round,
        killAt: { lines: 1 + Math.floor(40 * random()), thenMs: 5 * random() },
      });
      const { last } = await examine(folder);
      // What was said is there; the step that it died in may be, too.
      expect([0, 1]).toContain(last - Math.max(lastSaid, before));
      before = last;
    }
    expect(before).toBeGreaterThan(kills);
    expect(await rebuilt(folder)).toEqual((await examine(folder)).state);
    using library = await openLibrary(folder, { command });
    const context = createActionContext(library);
    for (let left = countActions(library.db).done; left > 0; left--) undo(context);
    expect(() => undo(context)).toThrow(NothingToUndoError);
    expect(decisionsOf(library.db)).toEqual(first);
  });

  test("between the commit and the journal, the next opening writes the line", async () => {
    const { folder } = await smallLibrary();
    for (let round = 0; round < 3; round++) {
      const { journal } = libraryFolders(folder);
      const linesBefore = existsSync(journal) ? stepsOf(journal).length : 0;
      await actUntilDeath(folder, { round, killAt: null });
      expect(existsSync(journal) ? stepsOf(journal).length : 0).toBe(linesBefore);
      expect((await examine(folder)).last).toBe(linesBefore + 1);
    }
  });

  test("while it is rebuilt from the text, the next opening rebuilds it", async () => {
    const { folder } = await smallLibrary();
    await actUntilDeath(folder, { round: 0, killAt: { lines: 300, thenMs: 0 } });
    const { state } = await examine(folder);
    const random = randomNumbers(seed);
    for (let round = 1; round <= 5; round++) {
      forgetCatalogue(folder);
      const child = spawn(process.execPath, [script, folder, "0", "before-journal"], { stdio: "ignore" });
      const closed = once(child, "close");
      await sleep(200 + 300 * random());
      child.kill("SIGKILL");
      await closed;
      const copy = join(temporaryFolder(), "library");
      mkdirSync(copy);
      copyFileSync(libraryFolders(folder).journal, libraryFolders(copy).journal);
      expect((await examine(copy)).state).toEqual(state);
    }
    forgetCatalogue(folder);
    expect((await examine(folder)).state).toEqual(state);
  });
});
