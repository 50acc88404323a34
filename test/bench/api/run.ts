// How long does the window wait for the server? Through HTTP, with the JSON read, as the window does.
//   node test/bench/api/run.ts [--photos N] [--faces N] [--people N] [--rounds R] [--json]
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { setPerson } from "../../../app/db/faces.ts";
import type { Database } from "../../../app/db/open.ts";
import { serveLibrary, type LibraryServer } from "../../../app/server.ts";
import { describeMachine } from "../machine.ts";
import { median } from "../scan/median.ts";
import { makeCatalogue } from "../search/make-catalogue.ts";

const { values } = parseArgs({
  options: {
    photos: { type: "string", default: "100000" },
    faces: { type: "string", default: "300000" },
    people: { type: "string", default: "10000" },
    rounds: { type: "string", default: "15" },
    json: { type: "boolean", default: false },
  },
});
const size = { photos: Number(values.photos), faces: Number(values.faces), people: Number(values.people) };
const rounds = Number(values.rounds);
const token = "bench";

/** No answer may take longer, whatever is in the library. */
const barMs = 100;

/** What is asked, and what changes before each time, so that nothing kept can be used. */
interface Question {
  readonly name: string;
  readonly address: (round: number) => string;
  readonly body?: unknown;
  readonly before?: (db: Database, round: number) => void;
}

const captioned = Array.from({ length: 60 }, (_, at) => 1 + at * 31);
const newPhoto = (db: Database, round: number) => {
  db.prepare("UPDATE photos SET taken_at = taken_at WHERE id = ?").run(round + 1);
};
const namedFace = (db: Database, round: number) => {
  setPerson(db, round + 1, 1 + round);
};

const unstacked = (db: Database, round: number) => {
  db.prepare("INSERT INTO unstacked_photos VALUES (?)").run(20 * (round + 1));
};

/** A fifth of all photos in bursts of four. */
const addBursts = (db: Database) => {
  db.exec(`INSERT INTO burst_photos (photo_id, first_photo_id, is_best)
    SELECT id, id - id % 20, id % 20 = 0 FROM photos WHERE id >= 20 AND id % 20 < 4`);
};

const questions: readonly Question[] = [
  { name: "all photos, laid out", address: () => "/api/photos" },
  { name: "all photos, after one came", address: () => "/api/photos", before: newPhoto },
  { name: "all photos, after a face was named", address: () => "/api/photos", before: namedFace },
  { name: "all photos, stacks as one", address: () => "/api/photos?stacks=closed" },
  {
    name: "all photos, after one was unstacked",
    address: () => "/api/photos?stacks=closed",
    before: unstacked,
  },
  { name: "photos of one person", address: () => "/api/photos?query=person:1" },
  {
    name: "photos of one person, after a face was named",
    address: () => "/api/photos?query=person:1",
    before: namedFace,
  },
  {
    name: "photos by a longer search",
    address: () => `/api/photos?query=${encodeURIComponent('("Anna 0" | "Ben 1") 2010..2014 faces >= 2')}`,
  },
  { name: "everybody", address: () => "/api/people" },
  { name: "everybody, after a face was named", address: () => "/api/people", before: namedFace },
  { name: "one photo", address: (round) => `/api/photos/${1 + round * 97}` },
  {
    name: "one photo, after a face was named",
    address: (round) => `/api/photos/${1 + round * 97}`,
    before: namedFace,
  },
  { name: "captions of 60 photos", address: () => "/api/photos/captions", body: { photoIds: captioned } },
];

const folder = await mkdtemp(path.join(tmpdir(), "familiar-bench-"));
try {
  console.error(`Making a catalogue of ${size.photos} photos, ${size.faces} faces, ${size.people} people...`);
  const libraryFolder = path.join(folder, "library");
  await mkdir(libraryFolder);
  const made = makeCatalogue(path.join(libraryFolder, "catalogue.sqlite"), size);
  addBursts(made);
  made.close();
  const server = await serveLibrary({
    ...{ libraryFolder, token, command: "bench", listen: { port: 0 }, windowFolder: folder },
    log: (error) => {
      console.error(error);
    },
  });
  try {
    addSmartAlbums(server.context.library.db);
    const answers = [];
    for (const question of questions) answers.push(await measure(server, question));
    const result = { machine: describeMachine(), size, rounds, barMs, answers };
    console.log(values.json ? JSON.stringify(result, null, 2) : asText(result));
  } finally {
    await server.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** As somebody has them who uses them: to say which of them a photo is in, each is searched. */
function addSmartAlbums(db: Database): void {
  const insert = db.prepare("INSERT INTO albums (name, query, position) VALUES (?, ?, ?)");
  for (let at = 1; at <= 10; at++) insert.run(`Album ${at}`, `person:${at}`, at);
}

async function measure({ context, address }: LibraryServer, question: Question) {
  const { db } = context.library;
  const origin = new URL(address ?? "").origin;
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const timesMs: number[] = [];
  // Where other programs take the cores, the processor time tells what the answer itself costs; the asking included.
  const processorTimesMs: number[] = [];
  let kilobytes = 0;
  for (let round = 0; round <= rounds; round++) {
    question.before?.(db, round);
    const before = process.cpuUsage();
    const start = performance.now();
    const answer = await fetch(`${origin}${question.address(round)}`, {
      headers,
      ...(question.body !== undefined && { method: "POST", body: JSON.stringify(question.body) }),
    });
    const text = await answer.text();
    JSON.parse(text);
    const ms = performance.now() - start;
    const used = process.cpuUsage(before);
    if (!answer.ok) throw new Error(`${question.name}: ${answer.status} ${text}`);
    kilobytes = Math.round(text.length / 1000);
    // The first is what a window waits for once.
    if (round === 0) continue;
    timesMs.push(ms);
    processorTimesMs.push((used.user + used.system) / 1000);
  }
  return {
    ...{ name: question.name, kilobytes },
    medianMs: median(timesMs),
    slowestMs: Math.max(...timesMs),
    processorMs: median(processorTimesMs),
  };
}

function asText(result: {
  readonly machine: unknown;
  readonly answers: readonly Awaited<ReturnType<typeof measure>>[];
}): string {
  const lines = result.answers.map(({ name, medianMs, slowestMs, processorMs, kilobytes }) =>
    [
      name.padEnd(48),
      `${medianMs.toFixed(1)} ms`.padStart(10),
      `slowest ${slowestMs.toFixed(1)} ms`.padStart(20),
      `processor ${processorMs.toFixed(1)} ms`.padStart(22),
      `${kilobytes} kB`.padStart(10),
      medianMs > barMs ? "  over the bar" : "",
    ].join(""),
  );
  const machine = typeof result.machine === "string" ? result.machine : JSON.stringify(result.machine);
  return [`${machine}; ${size.photos} photos, ${size.faces} faces, ${size.people} people`, ...lines].join(
    "\n",
  );
}
