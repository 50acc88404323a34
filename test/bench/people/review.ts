// How much work a review is: a simulated user answers from the labels until 98 % of the faces have their right name,
// with the review queue and by naming every group (decisions 0011). Parameters are fitted on the people of one half
// ("fit") and reported on those of the other ("report").
// npm run bench:review -- [LIBRARY...], of: lfw-dev, ageitgey+bbt, families-dev, and the halves lfw-dev/fit, ...
import { groupSizesIn } from "../../../app/db/unnamed-groups.ts";
import type { Database } from "../../../app/db/open.ts";
import { performAnswer } from "../../../app/review/answer.ts";
import { askName } from "../../../app/review/ask-name.ts";
import type { Question } from "../../../app/review/question.ts";
import { nextQuestion } from "../../../app/review/next-question.ts";
import { openReview } from "../../../app/review/review.ts";
import { answerQuestion } from "../../../app/review/steps.ts";
import { table } from "../../../app/cli/words.ts";
import { printMachine } from "../machine.ts";
import { makeLabelledLibrary, type LabelledLibrary } from "./labelled-library.ts";
import { facesOfHalf, loadLabelledFaces, type LabelledFace, type LabelledSet } from "./labelled-sets.ts";
import { createSimulatedUser, type SimulatedUser, type Work } from "./simulated-user.ts";

/** The share of faces that must have their right name. */
const goal = 0.98;
/** Further shares to report the work for. */
const milestones = [0.5, 0.8, 0.9, 0.95, goal];

const model = "mobilefacenet";

interface Library {
  readonly name: string;
  readonly sets: readonly LabelledSet[];
  readonly half?: "fit" | "report";
}

const libraries: readonly Library[] = [
  { name: "lfw-dev", sets: ["lfw-dev"] },
  { name: "lfw-dev/fit", sets: ["lfw-dev"], half: "fit" },
  { name: "lfw-dev/report", sets: ["lfw-dev"], half: "report" },
  { name: "ageitgey+bbt", sets: ["ageitgey", "bbt"] },
  { name: "families-dev", sets: ["families-dev"] },
  { name: "families-dev/fit", sets: ["families-dev"], half: "fit" },
  { name: "families-dev/report", sets: ["families-dev"], half: "report" },
];

interface Run {
  readonly work: Work;
  /** Clicks when each of `milestones` was reached; undefined = never. */
  readonly clicksAt: (number | undefined)[];
  /** The share of right faces at the end. */
  readonly right: number;
  readonly kinds: ReadonlyMap<string, number>;
  /** What a user waits for, in milliseconds, for each question: the answer kept, and the next question found. */
  readonly waitsMs: number[];
}

async function main(): Promise<void> {
  printMachine();
  const wanted = process.argv.slice(2);
  const rows: (string | number)[][] = [];
  for (const { name, sets, half } of libraries) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const all = (await Promise.all(sets.map(async (set) => await loadLabelledFaces(set, model)))).flat();
    const faces = half === undefined ? all : facesOfHalf(all, half);
    for (const [method, work] of [
      ["every group by name", nameEveryGroup],
      ["review", reviewAll],
    ] as const) {
      using library = await makeLabelledLibrary(faces, model);
      const run = await work(library);
      console.error(`${name}, ${method}: ${run.work.clicks} clicks`);
      rows.push(rowOf(name, method, faces, run));
    }
  }
  console.log(
    table([
      [
        ...[
          "library",
          "method",
          "people",
          "faces",
          "clicks",
          "least",
          "over it",
          "names",
          "looked up",
          "corrected",
          "a person",
          "a 1,000 faces",
        ],
        ...milestones.map((share) => `to ${share * 100} %`),
        ...["right", "questions", "wait (median, most)"],
      ],
      ...rows,
    ]),
  );
}

/**
 * The clicks without which the goal cannot be reached by anybody: each person has to be named once, those with the most
 * faces first; the few faces that may stay wrong are of people with one each.
 */
function leastClicks(faces: readonly LabelledFace[]): number {
  const sizes = [...Map.groupBy(faces, ({ person }) => person).values()].map(({ length }) => length);
  sizes.sort((a, b) => b - a);
  let named = 0;
  let people = 0;
  for (const size of sizes) {
    if (named >= goal * faces.length) break;
    named += size;
    people += 1;
  }
  return people;
}

/** Groups from the largest to the smallest, wrong faces left out; those come as single faces at the end. */
async function nameEveryGroup(library: LabelledLibrary): Promise<Run> {
  const { context } = library;
  return await measure(library, (user) => {
    const [largest] = groupSizesIn(context.db, { from: 1, to: Number.MAX_SAFE_INTEGER }).sort(
      (a, b) => b.faces - a.faces || a.groupId - b.groupId,
    );
    const asked = largest === undefined ? null : askName(context, largest.groupId);
    if (asked === null) return Promise.resolve(null);
    const alone = { ...asked, alike: [] };
    performAnswer(context, alone, user.answer(alone));
    return Promise.resolve(alone);
  });
}

async function reviewAll(library: LabelledLibrary): Promise<Run> {
  const review = openReview(library.context);
  return await measure(library, async (user) => {
    const question = nextQuestion(review);
    if (question !== null) await answerQuestion(review, question, user.answer(question));
    return question;
  });
}

/** Goes on until the goal is reached; what nobody asks about is put right one by one then. */
async function measure(
  { context, truth }: LabelledLibrary,
  step: (user: SimulatedUser) => Promise<Question | null>,
): Promise<Run> {
  const user = createSimulatedUser(truth);
  const clicksAt: (number | undefined)[] = milestones.map(() => undefined);
  const kinds = new Map<string, number>();
  const waitsMs: number[] = [];
  for (;;) {
    const startMs = performance.now();
    const question = await step(user);
    waitsMs.push(performance.now() - startMs);
    if (question === null) {
      const wrong = wrongFaces(context.db, user, truth)[0];
      if (wrong === undefined) throw new Error("Everything is right, and the goal is not reached.");
      user.correct(context, wrong);
      kinds.set("corrected", (kinds.get("corrected") ?? 0) + 1);
    } else kinds.set(question.kind, (kinds.get(question.kind) ?? 0) + 1);
    user.remember(context.db);
    const right = 1 - wrongFaces(context.db, user, truth).length / truth.size;
    for (const [at, share] of milestones.entries()) {
      if (right >= share) clicksAt[at] ??= user.work.clicks;
    }
    if (right >= goal) return { work: user.work, clicksAt, right, kinds, waitsMs };
  }
}

/** Faces that do not have their right name, by the user's word or the machine's. */
function wrongFaces(db: Database, user: SimulatedUser, truth: ReadonlyMap<number, string>): number[] {
  const rows = db
    .prepare<[], { id: number; owner: number | null }>(
      `SELECT id, coalesce(faces.person_id, assignments.person_id) AS owner
       FROM faces LEFT JOIN assignments ON face_id = id AND level = 'assigned' ORDER BY id`,
    )
    .all();
  return rows
    .filter(({ id, owner }) => owner === null || user.labelOf(owner) !== truth.get(id))
    .map(({ id }) => id);
}

function rowOf(
  library: string,
  method: string,
  faces: readonly LabelledFace[],
  { work, clicksAt, right, kinds, waitsMs }: Run,
): (string | number)[] {
  const people = new Set(faces.map(({ person }) => person)).size;
  const least = leastClicks(faces);
  const sorted = waitsMs.toSorted((a, b) => a - b);
  const wait = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)].map((ms = 0) => ms.toFixed(0));
  return [
    ...[library, method, people, faces.length, work.clicks, least, work.clicks - least],
    ...[work.names, work.lookUps, work.corrections],
    ...[(work.clicks / people).toFixed(2), ((1_000 * work.clicks) / faces.length).toFixed(0)],
    ...clicksAt.map((clicks) => clicks ?? "-"),
    `${(right * 100).toFixed(1)} %`,
    [...kinds].map(([kind, count]) => `${count} ${kind}`).join(", "),
    `${wait.join(" / ")} ms`,
  ];
}

await main();
