import { createInterface } from "node:readline";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Command } from "commander";
import { keepLibraryIndex } from "../library/kept-index.ts";
import { createActionContext, explainLibraryError, type OwnedLibrary } from "../library/open-library.ts";
import { openDefaultModelStore } from "../models/open-default-store.ts";
import { encodeJpeg } from "../photo/decode.ts";
import type { Pixels } from "../photo/pixels.ts";
import { openReview, type Review } from "../review/review.ts";
import { openLibraryToChange } from "./change-library.ts";
import { commandForLibrary, libraryOf, note, withCommonOptions, type CommonOptions } from "./console.ts";
import { withExamples } from "./examples.ts";
import { journalNotes } from "./journal-notes.ts";
import { imageProtocolOf, itermImage, kittyImage, type ImageProtocol } from "./review-image.ts";
import { createJsonReviewer, endLine } from "./review-json.ts";
import { createKeyboardReviewer } from "./review-keyboard.ts";
import { readKeys } from "./review-keys.ts";
import type { Layout } from "./review-layout.ts";
import { createLineReviewer } from "./review-lines.ts";
import { inOnePicture, picturesOf } from "./review-pictures.ts";
import { runReview, type ReviewEnd } from "./review-session.ts";
import { endText } from "./review-text.ts";
import { stopOnInterrupt } from "./stop-on-interrupt.ts";

interface ReviewOptions extends CommonOptions {
  readonly pictures: boolean;
}

const jpegQuality = 90;

/** Registers `familiar review`. */
export function registerReviewCommand(program: Command): void {
  withExamples(
    withCommonOptions(program.command("review")),
    [
      ["review", "go through the questions, those that settle the most faces first"],
      ["review --json", "the same for a program: questions and answers are lines of JSON"],
    ],
    'Every answer is kept at once. It is taken back with u, later with "familiar undo".',
  )
    .description("answer what Familiar is not sure of: who groups are, who is the same person")
    .option("--no-pictures", "show no faces, only where the photos are")
    .action(async (options: ReviewOptions) => {
      using library = await openLibraryToChange(libraryOf(options), "familiar review");
      const folder = await mkdtemp(path.join(tmpdir(), "familiar-review-"));
      try {
        const review = await openLibraryReview(library);
        if (review === null) note("There are no faces yet. Scan a folder first: familiar scan FOLDER");
        else printEnd(options, await ask(review, library, folder, options));
      } catch (error) {
        throw explainLibraryError(error, library);
      } finally {
        await rm(folder, { recursive: true, force: true });
        for (const line of journalNotes(library)) note(line);
      }
    });
}

/** The review of a library; null before its first scan. */
async function openLibraryReview(library: OwnedLibrary): Promise<Review | null> {
  const opened = await keepLibraryIndex(library, await openDefaultModelStore()).open();
  return opened === null ? null : openReview({ ...createActionContext(library), ...opened });
}

async function ask(
  review: Review,
  { db, folders }: OwnedLibrary,
  folder: string,
  options: ReviewOptions,
): Promise<ReviewEnd> {
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  const faces = async (layout: Layout) =>
    options.pictures ? await picturesOf(layout, folders.thumbnails) : null;
  const write = (text: string) => {
    process.stdout.write(text);
  };
  const saveFaces = async (layout: Layout) => await savePicture(await faces(layout), folder, layout);
  if (options.json !== true && isTerminal) {
    const protocol = imageProtocolOf(process.env);
    using keys = readKeys(process.stdin);
    const shownPictures = async (layout: Layout) =>
      protocol === null
        ? [`Their faces, from left to right: ${(await saveFaces(layout)) ?? ""}\n`]
        : await Promise.all(((await faces(layout)) ?? []).map(async (row) => await shown(row, protocol)));
    const picturesFor = async (layout: Layout) => (options.pictures ? await shownPictures(layout) : []);
    return await runReview(review, createKeyboardReviewer(db, { keys, write, picturesOf: picturesFor }));
  }
  const stop = stopOnInterrupt();
  const reader = createInterface({ input: process.stdin, signal: stop.signal });
  try {
    const terminal = { nextLine: lineReader(reader), write };
    const reviewer =
      options.json === true
        ? createJsonReviewer(terminal, saveFaces)
        : createLineReviewer(db, terminal, saveFaces);
    return await runReview(review, reviewer);
  } finally {
    reader.close();
    stop.release();
  }
}

/** Lines that come before they are asked for wait. */
function lineReader(lines: AsyncIterable<string>): () => Promise<string | null> {
  const iterator = lines[Symbol.asyncIterator]();
  return async () => {
    const next = await iterator.next();
    return next.done === true ? null : next.value;
  };
}

async function savePicture(
  rows: readonly (readonly Pixels[])[] | null,
  folder: string,
  { question }: Layout,
): Promise<string | null> {
  if (rows === null) return null;
  const file = path.join(folder, `${question.id}.jpg`);
  await writeFile(file, await encodeJpeg(inOnePicture(rows), { longSide: Infinity, quality: jpegQuality }));
  return file;
}

async function shown(row: readonly Pixels[], protocol: ImageProtocol): Promise<string> {
  const lines = await Promise.all(
    row.map(async (picture) =>
      protocol === "kitty"
        ? kittyImage(picture)
        : itermImage(await encodeJpeg(picture, { longSide: Infinity, quality: jpegQuality })),
    ),
  );
  return lines.join("");
}

function printEnd(options: ReviewOptions, end: ReviewEnd): void {
  const text =
    options.json === true
      ? JSON.stringify(endLine(end))
      : endText(end, (name) => commandForLibrary(name, options));
  process.stdout.write(`${text}\n`);
}
