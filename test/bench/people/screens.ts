// How long do the answers take that the screens of people are made of? On a catalogue as after years of use.
//   node test/bench/people/screens.ts [--photos N] [--faces N] [--people N] [--most-faces N] [--rounds R]
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { ignoredFaces } from "../../../app/db/faces-of-person.ts";
import { setPerson } from "../../../app/db/faces.ts";
import type { Database } from "../../../app/db/open.ts";
import { listEverybody } from "../../../app/people/everybody.ts";
import { readGroup } from "../../../app/people/group-page.ts";
import { companionsOf, readPerson } from "../../../app/people/person-page.ts";
import { listUnnamed } from "../../../app/people/unnamed.ts";
import { printMachine } from "../machine.ts";
import { median } from "../scan/median.ts";
import { makeCatalogue } from "../search/make-catalogue.ts";
import { makeGroups } from "./make-groups.ts";

const { values } = parseArgs({
  options: {
    photos: { type: "string", default: "100000" },
    faces: { type: "string", default: "300000" },
    people: { type: "string", default: "10000" },
    "most-faces": { type: "string", default: "20000" },
    rounds: { type: "string", default: "9" },
  },
});
const size = { photos: Number(values.photos), faces: Number(values.faces), people: Number(values.people) };
const rounds = Number(values.rounds);

const folder = await mkdtemp(path.join(tmpdir(), "familiar-bench-"));
try {
  console.error(`Making a catalogue of ${size.photos} photos, ${size.faces} faces, ${size.people} people...`);
  const db = makeCatalogue(path.join(folder, "catalogue.sqlite"), size);
  try {
    makeGroups(db, { mostFaces: Number(values["most-faces"]) });
    printMachine();
    measure(db);
  } finally {
    db.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** As JSON, as the server sends it. Processor time, as it does not count what else the computer does meanwhile. */
function measure(db: Database): void {
  const { groups } = listUnnamed(db);
  const largest = groups[0]?.id ?? 0;
  const answers: Readonly<Record<string, () => unknown>> = {
    people: () => listEverybody(db),
    groups: () => listUnnamed(db),
    "person with most faces": () => readPerson(db, 1),
    "person 1,000": () => readPerson(db, 1_000),
    "seen with": () => companionsOf(db, 1, 60),
    "largest group": () => readGroup(db, largest),
    "ignored faces": () => ignoredFaces(db),
  };
  console.log(`${rounds} rounds; median milliseconds of processor time, then of the clock`);
  console.log("   again     after a face was named     size");
  for (const [name, answer] of Object.entries(answers)) {
    let bytes = 0;
    const again = timesOf(() => (bytes = JSON.stringify(answer()).length));
    const changed = timesOf(answer, (round) => {
      setPerson(db, 1, round % 2 === 0 ? 1 : null);
    });
    console.log(`${again} ${changed} ${(bytes / 1024).toFixed(0).padStart(8)} KB  ${name}`);
  }
}

function timesOf(work: () => unknown, before: (round: number) => void = () => undefined): string {
  const processor: number[] = [];
  const clock: number[] = [];
  for (let round = 0; round < rounds; round++) {
    before(round);
    const [cpu, start] = [process.cpuUsage(), performance.now()];
    JSON.stringify(work());
    clock.push(performance.now() - start);
    const { user, system } = process.cpuUsage(cpu);
    processor.push((user + system) / 1_000);
  }
  return [median(processor), median(clock)].map((ms) => ms.toFixed(0).padStart(6)).join("");
}
