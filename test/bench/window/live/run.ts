// How fast does the live page name faces? The real window in Chromium, whose camera plays a film of the sample photos.
//   node test/bench/window/live/run.ts [--detector yunet|rfb-320] [--seconds N] [--rounds N] [--json]
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { chromium } from "playwright";
import { nameGroup } from "../../../../app/people/actions/name-group.ts";
import { storedModels } from "../../../../app/db/stored-recipe.ts";
import { createActionContext } from "../../../../app/library/open-library.ts";
import { serveLibrary } from "../../../../app/server.ts";
import { findChromium } from "../../../support/find-chromium.ts";
import { describeMachine } from "../../machine.ts";
import { writeFilm } from "./camera-film.ts";
import { measurePage, type PageFigures } from "./measure-page.ts";

const { values } = parseArgs({
  options: {
    detector: { type: "string" },
    seconds: { type: "string", default: "12" },
    rounds: { type: "string", default: "3" },
    json: { type: "boolean", default: false },
  },
});

const executablePath = findChromium();
if (executablePath === null)
  throw new Error("No Chromium was found. Install one, or name it in FAMILIAR_CHROMIUM.");
const samples = fileURLToPath(
  new URL("../../../../node_modules/@vladmandic/face-api/demo/", import.meta.url),
);
const folder = await mkdtemp(path.join(tmpdir(), "familiar-bench-"));
try {
  const film = path.join(folder, "film.mjpeg");
  await writeFilm(
    film,
    [1, 2, 3, 4, 5, 6].map((number) => path.join(samples, `sample${number}.jpg`)),
  );
  const library = path.join(folder, "library");
  const detector = values.detector === undefined ? [] : ["--detector", values.detector];
  const familiar = fileURLToPath(new URL("../../../../app/cli/familiar.ts", import.meta.url));
  await promisify(execFile)(process.execPath, [familiar, "scan", samples, "--library", library, ...detector]);
  const result = await measure(library, film);
  console.log(values.json ? JSON.stringify(result, null, 2) : asText(result));
} finally {
  await rm(folder, { recursive: true, force: true });
}

interface Result {
  readonly machine: string;
  readonly detector: string;
  /** Processes that wanted to run, on average over a minute, before the first and after the last round. */
  readonly load: readonly [number, number];
  readonly rounds: readonly PageFigures[];
}

async function measure(libraryFolder: string, film: string): Promise<Result> {
  const server = await serveLibrary({
    ...{ libraryFolder, command: "bench", listen: { port: 0 }, token: randomBytes(16).toString("hex") },
    windowFolder: fileURLToPath(new URL("../../../../dist/window/", import.meta.url)),
    watchesFolders: false,
    log: (error) => {
      console.error(error);
    },
  });
  const browser = await chromium.launch({
    executablePath: executablePath ?? "",
    args: [
      ...[
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
      ],
      ...["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${film}`],
    ],
  });
  try {
    const { library } = server.context;
    nameEverySecondGroup(server);
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      permissions: ["camera"],
    });
    const page = await context.newPage();
    const before = loadavg()[0] ?? 0;
    const rounds: PageFigures[] = [];
    for (let round = 0; round < Number(values.rounds); round++)
      rounds.push(await measurePage(page, server.address ?? "", Number(values.seconds)));
    const { detector = "unknown" } = storedModels(library.db) ?? {};
    return { machine: describeMachine(), detector, load: [before, loadavg()[0] ?? 0], rounds };
  } finally {
    await browser.close();
    await server.close();
  }
}

/** So that there are people to be compared with, and unknown faces too. */
function nameEverySecondGroup({ context }: Awaited<ReturnType<typeof serveLibrary>>): void {
  const { db } = context.library;
  const groups = db
    .prepare<[], number>(
      "SELECT DISTINCT cluster_id FROM faces WHERE cluster_id IS NOT NULL ORDER BY cluster_id",
    )
    .pluck()
    .all();
  for (const [at, groupId] of groups.entries()) {
    if (at % 2 === 1) continue;
    nameGroup(createActionContext(context.library, Date.now), {
      ...{ groupIds: [groupId], person: { name: `Person ${at}` } },
    });
  }
}

function asText({ machine, detector, load, rounds }: Result): string {
  const lines = [
    `Measured on: ${machine}; load ${load[0].toFixed(1)} before, ${load[1].toFixed(1)} after`,
    `Detector: ${detector}. A camera of 640 x 480 pixels, 30 pictures a second; ${rounds.length} rounds, then the best.`,
    "",
  ];
  const row = (
    name: string,
    valueOf: (figures: PageFigures) => number | null,
    best: (values: number[]) => number,
  ) => {
    const all = rounds.map(valueOf).filter((value) => value !== null);
    const cells = all.map((value) => value.toFixed(1).padStart(9)).join("");
    lines.push(
      `  ${name.padEnd(48)}${cells}${all.length === 0 ? "        -" : best(all).toFixed(1).padStart(9)}`,
    );
  };
  const most = (all: number[]) => Math.max(...all);
  const least = (all: number[]) => Math.min(...all);
  row("pictures answered a second", (figures) => figures.framesPerSecond, most);
  row("least in any second", (figures) => figures.leastInASecond, most);
  row("from the picture to its answer, median, ms", (figures) => figures.latencyMs.median, least);
  row("the same, 95th percentile, ms", (figures) => figures.latencyMs.p95, least);
  row("faces in a picture, mean", (figures) => figures.faces, most);
  row("of these with a name, mean", (figures) => figures.named, most);
  row("processor's time a picture: looking at it, ms", (figures) => figures.processorMs?.eye ?? null, least);
  row("server, ms", (figures) => figures.processorMs?.server ?? null, least);
  row("browser, ms", (figures) => figures.processorMs?.browser ?? null, least);
  return lines.join("\n");
}
