import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { AnalysedFace } from "../../app/analyze/messages.ts";
import { AlbumError } from "../../app/albums/errors.ts";
import { UnknownFolderError } from "../../app/library/actions/remove-folder.ts";
import type { Database } from "../../app/db/open.ts";
import { NothingToRedoError, NothingToUndoError } from "../../app/journal/errors.ts";
import { redo } from "../../app/journal/redo.ts";
import { undo } from "../../app/journal/undo.ts";
import { createActionContext, openLibrary, type OwnedLibrary } from "../../app/library/open-library.ts";
import { updateGroups } from "../../app/library/update-groups.ts";
import { PeopleError } from "../../app/people/errors.ts";
import { decisionsOf } from "../journal/decisions-of.ts";
import { randomAction, randomActionCount } from "../support/every-action.ts";
import { RandomPicker } from "../support/random-picker.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { analysed, faceAt, newRecipe, record } from "./recorded-outcomes.ts";

/** Vectors of the default model in name only: one direction for each of these people, and a little noise. */
const peopleInPhotos = 8;
const recipe = { ...newRecipe, embedding: "mobilefacenet", dimensions: peopleInPhotos };

/** The face of somebody at a place of a photo. An analysis finds it where it was, but for a pixel or two. */
function faceOf(somebody: number, place: number, shift: number): AnalysedFace {
  const vector = new Float32Array(peopleInPhotos).fill(0.05);
  vector[somebody % peopleInPhotos] = 1;
  const length = Math.hypot(...vector);
  return {
    ...faceAt(
      40 * place + shift,
      vector.map((value) => value / length),
    ),
    width: 20,
    height: 20,
  };
}

/** A folder of photos as analyses see it, and the library that they are recorded in. */
class ScannedFolder {
  #photos: number[][] = [];
  #library: OwnedLibrary | null = null;
  readonly #folder = join(temporaryFolder(), "library");

  get library(): OwnedLibrary {
    if (this.#library === null) throw new Error("The library is not open.");
    return this.#library;
  }

  get db(): Database {
    return this.library.db;
  }

  async open(): Promise<void> {
    this.close();
    this.#library = await openLibrary(this.#folder, { command: "a test" });
    expect(this.library.journalReport).toMatchObject({ badLines: [], setAsideAs: null });
  }

  close(): void {
    this.#library?.close();
  }

  /** Adds a photo of three people, looks at one photo again, where faces are others or gone, and groups. */
  async scan(pick: RandomPicker): Promise<void> {
    this.#photos.push([pick.number(8), pick.number(8), pick.number(8)]);
    const again = pick.number(this.#photos.length);
    // The last face is not found again when two make place for one.
    this.#photos[again]?.splice(pick.number(3), 1 + pick.number(2), pick.number(8));
    for (const number of [this.#photos.length - 1, again]) {
      const faces = (this.#photos[number] ?? []).map((somebody, place) =>
        faceOf(somebody, place, pick.number(3)),
      );
      record(this.db, `/photos/${number}.jpg`, analysed(number + 1, ...faces), recipe);
    }
    await updateGroups(this.library, { recipe });
  }
}

/** All that the user has said. Which group a face without a name is in, the machine decides again and again. */
function said(db: Database): unknown {
  const { faces = [], ...rest } = decisionsOf(db);
  // Of the machine.
  delete rest["embeddings"];
  const decided = (faces as Record<string, unknown>[])
    .map(({ id, person_id, ignored, is_false, origin }) => ({ id, person_id, ignored, is_false, origin }))
    .filter(
      ({ person_id, ignored, is_false, origin }) =>
        person_id !== null || ignored === 1 || is_false === 1 || origin === "drawn",
    );
  return { ...rest, decided };
}

function isRefusal(error: unknown): boolean {
  return [PeopleError, AlbumError, UnknownFolderError, NothingToUndoError, NothingToRedoError].some(
    (refusal) => error instanceof refusal,
  );
}

interface Step {
  readonly kind: "act" | "undo" | "redo" | "scan" | "restart";
  readonly numbers: readonly number[];
}

const numbers = fc.array(fc.nat(999), { minLength: 9, maxLength: 9 });
const stepOf = (kind: Step["kind"]): fc.Arbitrary<Step> => fc.record({ kind: fc.constant(kind), numbers });
const steps = fc.array(
  fc.oneof(
    { weight: 30, arbitrary: stepOf("act") },
    { weight: 4, arbitrary: stepOf("undo") },
    { weight: 2, arbitrary: stepOf("redo") },
    { weight: 6, arbitrary: stepOf("scan") },
    { weight: 2, arbitrary: stepOf("restart") },
  ),
  { maxLength: 60, size: "max" },
);

/** What was said after each action that is done or can be redone, and how many of them are done. */
interface Story {
  readonly states: unknown[];
  done: number;
}

async function take({ kind, numbers: chosen }: Step, folder: ScannedFolder, story: Story): Promise<void> {
  if (kind === "scan") await folder.scan(new RandomPicker(folder.db, chosen));
  if (kind === "restart") await folder.open();
  const context = createActionContext(folder.library);
  try {
    if (kind === "undo") {
      undo(context);
      story.done -= 1;
    } else if (kind === "redo") {
      redo(context);
      story.done += 1;
    } else if (kind === "act") {
      const { actionId } = randomAction(context, (chosen[8] ?? 0) % randomActionCount, chosen.slice(0, 8));
      if (actionId === null) return;
      story.states.splice(story.done + 1, Infinity, said(folder.db));
      story.done += 1;
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}

test("with scans and restarts between, all undone gives the first state exactly, and all redone the last", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (session) => {
      const folder = new ScannedFolder();
      await folder.open();
      const story: Story = { states: [said(folder.db)], done: 0 };
      for (const step of [{ kind: "scan", numbers: [1, 2, 3, 4, 5, 6] } as const, ...session]) {
        await take(step, folder, story);
        expect(said(folder.db)).toEqual(story.states[story.done]);
      }
      await folder.open();
      for (; story.done > 0; story.done--) {
        expect(undo(createActionContext(folder.library)).skippedRows).toBe(0);
        expect(said(folder.db)).toEqual(story.states[story.done - 1]);
      }
      await folder.scan(new RandomPicker(folder.db, [5, 1, 4, 2, 3, 0]));
      await folder.open();
      for (; story.done < story.states.length - 1; story.done++) {
        expect(redo(createActionContext(folder.library)).skippedRows).toBe(0);
        expect(said(folder.db)).toEqual(story.states[story.done + 1]);
      }
      folder.close();
    }),
    { numRuns: 25, seed: 5 },
  );
});
