// How fast is the window on a large library? Start, screens, scrolling, memory.
//   node test/bench/window/run.ts [--photos N] [--faces N] [--people N] [--groups N] [--minutes M] [--json]
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright";
import { findChromium } from "../../support/find-chromium.ts";
import { makeLargeLibrary } from "../../support/large-library.ts";
import { describeMachine } from "../machine.ts";
import { measureMemory } from "./measure-memory.ts";
import { measureScreens } from "./measure-screens.ts";
import { measureScrolling } from "./measure-scrolling.ts";
import { measureStart } from "./measure-start.ts";

const { values } = parseArgs({
  options: {
    photos: { type: "string", default: "100000" },
    faces: { type: "string", default: "300000" },
    people: { type: "string", default: "10000" },
    groups: { type: "string", default: "10000" },
    minutes: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});
const size = {
  photos: Number(values.photos),
  faces: Number(values.faces),
  people: Number(values.people),
  groups: Number(values.groups),
};

const executablePath = findChromium();
if (executablePath === null)
  throw new Error("No Chromium was found. Install one, or name it in FAMILIAR_CHROMIUM.");
const folder = await mkdtemp(path.join(tmpdir(), "familiar-bench-"));
const browser = await chromium.launch({
  executablePath,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
  ],
});
try {
  console.error(
    `Making a library of ${values.photos} photos, ${values.faces} faces, ${values.people} people...`,
  );
  const library = path.join(folder, "library");
  await makeLargeLibrary(library, size);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await using start = await measureStart(page, library);
  const screens = await measureScreens(page);
  const scrolling = await measureScrolling(page);
  await page.close();
  const memory = await measureMemory(executablePath, start.address, { minutes: Number(values.minutes) });
  const result = { machine: describeMachine(), size, start: start.figures, screens, scrolling, memory };
  console.log(values.json ? JSON.stringify(result, null, 2) : asText(result));
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}

function asText({
  machine,
  start,
  screens,
  scrolling,
  memory,
}: {
  machine: string;
  start: Record<string, number>;
  screens: Record<string, number>;
  scrolling: Record<string, number>;
  memory: Record<string, number>;
}): string {
  const lines = [`Measured on: ${machine}`, "", "Start, milliseconds"];
  const table = (figures: Record<string, number>) =>
    Object.entries(figures).map(([name, value]) => `  ${name.padEnd(44)} ${value.toFixed(0).padStart(8)}`);
  lines.push(...table(start), "", "Screens, milliseconds from the click to what they show (medians of 5)");
  lines.push(...table(screens), "", "Scrolling", ...table(scrolling));
  lines.push("", "Memory of the page's process, MiB", ...table(memory));
  return lines.join("\n");
}
