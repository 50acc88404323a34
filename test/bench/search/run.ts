// How long does a search take? Sorted newest first: the first page with its people, and the number of all.
//   node test/bench/search/run.ts [--photos N] [--faces N] [--people N] [--rounds R] [--json]
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { setPerson } from "../../../app/db/faces.ts";
import type { Database } from "../../../app/db/open.ts";
import { completeSearch } from "../../../app/search/complete.ts";
import { searchPhotos } from "../../../app/search/search-photos.ts";
import { describeMachine } from "../machine.ts";
import { median } from "../scan/median.ts";
import { makeCatalogue } from "./make-catalogue.ts";

/** "Anna 0" is in the most photos. */
const queries = [
  '"Anna 0"',
  '"Anna 0" & "Ben 1"',
  '"Anna 0" | "Ben 1" | "Carl 2"',
  '-"Anna 0"',
  '"Anna 0" -"Ben 1" 2019',
  'only("Anna 0", "Ben 1")',
  'with("Anna 0")',
  'with("Anna 0") & 2010..2014',
  "faces >= 3",
  "people >= 2",
  'age("Anna 0") < 60',
  'age("Hugo 17") = 40 | age("Ida 8") > 50',
  "2019",
  "2019-05-03..2021-06 & faces = 1",
  'folder:"2012-03-08 Event 717"',
  "file:img_99",
  'camera:"eos 7" & unknown',
  "unknown & -2005..2018",
  "no-people & has:gps",
  '("Anna 0" | "Ben 1") & -("Carl 2" | "Dora 3") & faces <= 4 & 2008..',
] as const;

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

const folder = await mkdtemp(path.join(tmpdir(), "familiar-bench-"));
try {
  console.error(`Making a catalogue of ${size.photos} photos, ${size.faces} faces, ${size.people} people...`);
  const db = makeCatalogue(path.join(folder, "catalogue.sqlite"), size);
  try {
    const result = measure(db, Number(values.rounds));
    console.log(values.json ? JSON.stringify(result, null, 2) : asText(result));
  } finally {
    db.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

function measure(db: Database, rounds: number) {
  const times = queries.map(() => ({ again: [] as number[], afterChange: [] as number[], total: 0 }));
  const completions: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const [at, time] of times.entries()) {
      const query = queries[at] ?? "";
      time.again.push(timeOf(() => (time.total = searchPhotos(db, query).total)));
    }
    completions.push(timeOf(() => completeSearch(db, "anna & eli", 10)));
  }
  // After a face was named or lost its name, the next search reads the faces anew.
  for (let round = 0; round < rounds; round++) {
    for (const [at, time] of times.entries()) {
      setPerson(db, 1, round % 2 === 0 ? 1 : null);
      time.afterChange.push(timeOf(() => searchPhotos(db, queries[at] ?? "")));
    }
  }
  return {
    machine: describeMachine(),
    size,
    rounds,
    queries: queries.map((query, at) => {
      const { again = [], afterChange = [], total = 0 } = times[at] ?? {};
      // The very first search fills the caches of SQLite and compiles; it is told apart.
      return {
        query,
        photos: total,
        firstMs: again[0] ?? NaN,
        medianMs: median(again.slice(1)),
        worstMs: Math.max(...again.slice(1)),
        afterChangeMs: median(afterChange),
      };
    }),
    completionMs: median(completions),
  };
}

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function asText(result: ReturnType<typeof measure>): string {
  const ms = (time: number) => time.toFixed(1).padStart(8);
  const medians = result.queries.map(({ medianMs }) => medianMs);
  const worst = Math.max(...result.queries.map(({ worstMs }) => worstMs));
  const afterChange = result.queries.map(({ afterChangeMs }) => afterChangeMs);
  return [
    `Measured on: ${result.machine}`,
    `${size.photos} photos, ${size.faces} faces, ${size.people} people; ${result.rounds} rounds; milliseconds`,
    "  median   worst   first  changed  photos  query",
    ...result.queries.map(
      (one) =>
        `${ms(one.medianMs)}${ms(one.worstMs)}${ms(one.firstMs)} ${ms(one.afterChangeMs)}${String(one.photos).padStart(8)}  ${one.query}`,
    ),
    `all: median ${median(medians).toFixed(1)}, worst ${worst.toFixed(1)}; right after a face was named: ` +
      `median ${median(afterChange).toFixed(1)}, worst median ${Math.max(...afterChange).toFixed(1)}; ` +
      `completing a name: ${result.completionMs.toFixed(1)}`,
  ].join("\n");
}
