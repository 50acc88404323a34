// How long does the review let the user wait on a large library? Through HTTP, as the window asks.
//   node test/bench/api/review.ts [--photos N] [--faces N] [--people N] [--rounds R] [--think MS] [--library FOLDER]
// --think: what a user takes to look at a question, at least; Familiar looks ahead and weighs faces meanwhile.
// The index of so many faces takes minutes: a library that is named is kept, for other runs. No library of yours: it is changed.
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { ReviewState } from "../../../app/api/review-session.ts";
import type { ServerContext } from "../../../app/api/context.ts";
import { saveEmbedding } from "../../../app/db/embeddings.ts";
import type { Database } from "../../../app/db/open.ts";
import { rememberRecipe } from "../../../app/db/stored-recipe.ts";
import { inTransaction } from "../../../app/db/transaction.ts";
import { saveGallery } from "../../../app/people/library-gallery.ts";
import { addScaled, normalise } from "../../../app/people/vectors.ts";
import { serveLibrary } from "../../../app/server.ts";
import { seededRandom } from "../../people/unit-vectors.ts";
import { dimensionsOfDefault, plainAxes } from "../../support/plain-axes.ts";
import { printMachine } from "../machine.ts";
import { makeGroups } from "../people/make-groups.ts";
import { median } from "../scan/median.ts";
import { makeCatalogue } from "../search/make-catalogue.ts";

const { values } = parseArgs({
  options: {
    photos: { type: "string", default: "100000" },
    faces: { type: "string", default: "300000" },
    people: { type: "string", default: "10000" },
    rounds: { type: "string", default: "24" },
    think: { type: "string", default: "1000" },
    library: { type: "string" },
  },
});
const size = { photos: Number(values.photos), faces: Number(values.faces), people: Number(values.people) };
const models = { detector: "yunet", landmarks: "landmark-68", embedding: "mobilefacenet" };
const token = "bench";
/** By then a review has been begun for whoever opens one next (app/api/review-sessions.ts). */
const preparedAfterMs = 3_000;

const folder = await mkdtemp(path.join(tmpdir(), "familiar-bench-"));
const libraryFolder = path.resolve(values.library ?? path.join(folder, "library"));
try {
  if (!existsSync(libraryFolder)) await makeLibrary();
  printMachine();
  console.log(`${size.photos} photos, ${size.faces} faces, ${size.people} people; milliseconds`);
  await withServer(measure);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function makeLibrary(): Promise<void> {
  console.error(`Making a catalogue of ${size.photos} photos, ${size.faces} faces, ${size.people} people...`);
  await mkdir(libraryFolder);
  const db = makeCatalogue(path.join(libraryFolder, "catalogue.sqlite"), size);
  makeGroups(db, { mostFaces: 20_000 });
  giveLooks(db);
  db.close();
  console.error("Making its index, as a scan does...");
  await withServer(async (ask, { faceIndex, library }) => {
    // The first question has the graph made in the background.
    await ask("early", "GET", "");
    await faceIndex.idle();
    // A scan keeps how people look.
    inTransaction(library.db, () => {
      saveGallery(library.db, models.embedding);
    });
  });
}

/** `window` is the part that differs in the names of windows. */
type Ask = (window: string, method: "GET" | "POST", place: string, body?: unknown) => Promise<unknown>;

async function withServer(work: (ask: Ask, context: ServerContext) => Promise<void>): Promise<void> {
  const server = await serveLibrary({
    ...{ libraryFolder, token, command: "bench", listen: { port: 0 }, windowFolder: folder },
    log: (error) => {
      console.error(error);
    },
  });
  const origin = new URL(server.address ?? "").origin;
  try {
    await work(async (window, method, place, body) => {
      const answer = await fetch(`${origin}/api/review/window-${window}${place}`, {
        method,
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${place}: ${answer.status} ${text}`);
      return JSON.parse(text) as unknown;
    }, server.context);
  } finally {
    await server.close();
  }
}

async function measure(ask: Ask, context: ServerContext): Promise<void> {
  const [earlyMs] = await timed(async () => await ask("early", "GET", ""));
  row("opened as soon as the server is there", [earlyMs]);
  await setTimeout(preparedAfterMs);
  await context.reviews.idle();
  const [openedMs, opened] = await timed(async () => (await ask("prepared", "GET", "")) as ReviewState);
  row("opened later", [openedMs]);
  const { questions, faces } = opened.left;
  console.log(`    ${questions} questions left, about ${Math.round(faces)} faces`);
  const taken = { "the question after it": [], "an answer": [], "a skip": [] } as Record<string, number[]>;
  const weighed: Promise<number>[] = [];
  let { question } = opened;
  for (let round = 0; round < Number(values.rounds) && question !== null; round++) {
    const { id, kind } = question;
    const following = `/after?question=${encodeURIComponent(id)}`;
    const [afterMs, after] = await timed(
      async () => (await ask("prepared", "GET", following)) as Pick<ReviewState, "question">,
    );
    await setTimeout(Number(values.think));
    const isSkip = round % 3 === 2;
    const said =
      kind === "name" ? { kind: "person", person: { name: `New ${round} ${Date.now()}` } } : { kind: "no" };
    const body = { question: id, showing: after.question?.id ?? null, ...(!isSkip && { answer: said }) };
    const [answerMs, answered] = await timed(
      async () =>
        (await ask("prepared", "POST", isSkip ? "/skip" : "/answer", body)) as
          ReviewState | { readonly result: ReviewState },
    );
    if (!isSkip) weighed.push(millisecondsUntil(context.reassigner.idle()));
    console.error(
      `  ${kind}: after it ${afterMs.toFixed(0)}, ${isSkip ? "skip" : "answer"} ${answerMs.toFixed(0)}`,
    );
    taken["the question after it"]?.push(afterMs);
    taken[isSkip ? "a skip" : "an answer"]?.push(answerMs);
    question = ("result" in answered ? answered.result : answered).question;
  }
  for (const [name, ms] of Object.entries(taken)) row(name, ms);
  row("what an answer touches, weighed after it", await Promise.all(weighed));
}

function row(name: string, ms: readonly number[]): void {
  const slowest = ms.length > 1 ? `   slowest ${Math.max(...ms).toFixed(0)} of ${ms.length}` : "";
  console.log(
    `  ${name.padEnd(42)} ${median([...ms])
      .toFixed(0)
      .padStart(6)}${slowest}`,
  );
}

async function millisecondsUntil(end: Promise<void>): Promise<number> {
  const begin = performance.now();
  await end;
  return performance.now() - begin;
}

async function timed<Result>(work: () => Promise<Result>): Promise<[number, Result]> {
  const begin = performance.now();
  const result = await work();
  return [performance.now() - begin, result];
}

/**
 * Everybody gets looks of their own, and every face is some 0.75 like its person's or group's: who is assigned or
 * suggested somewhere looks like that person. Not like real faces; the work is the same.
 */
function giveLooks(db: Database): void {
  const random = seededRandom(1);
  const faces = db
    .prepare<[], { id: number; owner: string | null }>(
      `SELECT id, coalesce('p' || faces.person_id, 'p' || assignments.person_id, 'g' || cluster_id) AS owner
       FROM faces LEFT JOIN assignments ON face_id = id ORDER BY id`,
    )
    .all();
  const looks = new Map<string, Float32Array>();
  inTransaction(db, () => {
    rememberRecipe(db, models);
    for (const { id, owner } of faces) {
      const vector = new Float32Array(dimensionsOfDefault);
      addScaled(vector, randomLooks(random), 0.66);
      if (owner !== null) {
        const known = looks.get(owner) ?? randomLooks(random);
        looks.set(owner, known);
        addScaled(vector, known, 0.75);
      }
      saveEmbedding(db, id, models.embedding, normalise(vector));
    }
  });
}

function randomLooks(random: () => number): Float32Array {
  const vector = new Float32Array(dimensionsOfDefault);
  for (const axis of plainAxes) vector[axis] = random() - 0.5;
  return normalise(vector);
}
