import { readFile } from "node:fs/promises";
import { z } from "zod";
import { PairsFileError } from "./errors.ts";
import type { LabelledFolder } from "./labelled-folder.ts";

export interface LabelledPair {
  readonly isSame: boolean;
  /** Places in `pictures` of the labelled folder. */
  readonly a: number;
  readonly b: number;
}

const pairRow = z.strictObject({
  same: z.enum(["0", "1"], { error: "the first column must be 1 (one person) or 0 (two people)" }),
  a: z.string().min(1, { error: "the second column, the first photo, is empty" }),
  b: z.string().min(1, { error: "the third column, the second photo, is empty" }),
});

/**
 * Reads a list of pairs: CSV in UTF-8 with the first line `same,a,b`, then a line a pair: 1 or 0, and two photos
 * by their path in the labelled folder, parts joined by "/". The word of the file counts, not the folders' names.
 * Throws PairsFileError with the line when something is wrong.
 */
export async function readPairs(file: string, labelled: LabelledFolder): Promise<LabelledPair[]> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PairsFileError(file, 0, `The list of pairs cannot be read (${reason}).`, { cause });
  }
  return parsePairs(text, file, labelled);
}

/** As readPairs, from the text of the file; `file` is its name for messages. Empty lines are skipped. */
export function parsePairs(text: string, file: string, labelled: LabelledFolder): LabelledPair[] {
  const places = new Map(
    labelled.pictures.map(({ relativePath }, place) => [comparable(relativePath), place]),
  );
  const [header = "", ...lines] = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  if (header.trim() !== "same,a,b") {
    throw new PairsFileError(file, 1, `the first line must be "same,a,b", but it is "${header.trim()}".`);
  }
  const pairs: LabelledPair[] = [];
  for (const [position, line] of lines.entries()) {
    if (line.trim() === "") continue;
    pairs.push(parseLine(line, { file, number: position + 2, folder: labelled.folder, places }));
  }
  if (pairs.length === 0) throw new PairsFileError(file, 0, "there are no pairs in the file.");
  return pairs;
}

interface LineContext {
  readonly file: string;
  readonly number: number;
  readonly folder: string;
  readonly places: ReadonlyMap<string, number>;
}

function parseLine(line: string, context: LineContext): LabelledPair {
  const problem = (text: string) => new PairsFileError(context.file, context.number, text);
  const fields = splitFields(line);
  if (fields === undefined) throw problem("a quotation mark is not closed, or text follows a closed one.");
  if (fields.length !== 3) throw problem(`there must be 3 columns, but there are ${fields.length}.`);
  const row = pairRow.safeParse({ same: fields[0]?.trim(), a: fields[1], b: fields[2] });
  if (!row.success) throw problem(`${row.error.issues.map(({ message }) => message).join("; ")}.`);
  const placeOf = (picture: string): number => {
    const place = context.places.get(comparable(picture));
    if (place === undefined) throw problem(`there is no photo ${picture} in the folder ${context.folder}.`);
    return place;
  };
  const pair = { isSame: row.data.same === "1", a: placeOf(row.data.a), b: placeOf(row.data.b) };
  if (pair.a === pair.b) throw problem(`the photo ${row.data.a} is paired with itself.`);
  return pair;
}

/** One quoted or plain field of RFC 4180, and what ends it. */
const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;

/** The fields of one line of CSV, or undefined where the quotation marks do not match. */
function splitFields(line: string): string[] | undefined {
  const fields: string[] = [];
  field.lastIndex = 0;
  while (true) {
    const match = field.exec(line);
    if (match === null) return undefined;
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === "") return fields;
  }
}

/** macOS may store a name with its accents apart from the letters; the list may have them together. */
function comparable(path: string): string {
  return path.normalize("NFC");
}
