import { appendFileSync, closeSync, fstatSync, openSync, readSync, truncateSync } from "node:fs";
import { parseEntry, type StepEntry } from "./entry.ts";
import { asJournalError } from "./errors.ts";

/** How a journal file ends. */
export interface JournalEnd {
  /** 0 = there is no file, or it is empty. */
  readonly sizeBytes: number;
  /** The newest step; null when there is none. */
  readonly lastStep: StepEntry | null;
}

/** A line of the file. */
export interface JournalText {
  /** 1 for the first. */
  readonly lineNumber: number;
  readonly text: string;
}

const newline = 0x0a;

/** The newest step is nearly always within this much of the end. */
const firstTailBytes = 1 << 16;
const chunkBytes = 1 << 20;

/**
 * Looks how the journal at `path` ends. A last line without an end was being written when the machine or the program
 * stopped: when it is whole it gets its end, else it is moved to the end of the file `tornPath` and cut off.
 * Throws JournalAccessError when the file is there and cannot be read or cut.
 */
export function inspectJournal(path: string, tornPath: string): JournalEnd & { readonly wasTorn: boolean } {
  try {
    const wasTorn = mendLastLine(path, tornPath);
    return { ...readEnd(path), wasTorn };
  } catch (error) {
    if (isAbsent(error)) return { sizeBytes: 0, lastStep: null, wasTorn: false };
    throw asJournalError(path, error);
  }
}

/** All lines of the journal, in order. Throws JournalAccessError when it cannot be read. */
export function* readJournalLines(path: string): Generator<JournalText, void> {
  try {
    let lineNumber = 0;
    for (const text of linesOf(path)) yield { lineNumber: ++lineNumber, text };
  } catch (error) {
    throw asJournalError(path, error);
  }
}

function* linesOf(path: string): Generator<string, void> {
  const file = openSync(path, "r");
  try {
    const chunk = Buffer.alloc(chunkBytes);
    // Decoded a line at a time: a chunk may end within a character.
    let rest: Buffer[] = [];
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
      let start = 0;
      for (let end = chunk.indexOf(newline); end >= 0 && end < read; end = chunk.indexOf(newline, start)) {
        yield Buffer.concat([...rest, chunk.subarray(start, end)]).toString("utf8");
        rest = [];
        start = end + 1;
      }
      rest.push(Buffer.from(chunk.subarray(start, read)));
    }
    const last = Buffer.concat(rest).toString("utf8");
    if (last !== "") yield last;
  } finally {
    closeSync(file);
  }
}

function mendLastLine(path: string, tornPath: string): boolean {
  const { tail, start } = readTail(path, firstTailBytes, (bytes) => bytes.includes(newline));
  const from = tail.lastIndexOf(newline) + 1;
  const last = tail.subarray(from);
  if (last.length === 0) return false;
  if (parseEntry(last.toString("utf8")) !== null) {
    appendFileSync(path, "\n");
    return false;
  }
  appendFileSync(tornPath, Buffer.concat([last, Buffer.of(newline)]), { flush: true });
  truncateSync(path, start + from);
  return true;
}

function readEnd(path: string): JournalEnd {
  let lastStep: StepEntry | null = null;
  const { start, tail } = readTail(path, firstTailBytes, (bytes, isAll) => {
    // The first line of a part of the file may have lost its beginning.
    const lines = bytes.toString("utf8").split("\n");
    lastStep = lines
      .slice(isAll ? 0 : 1)
      .map(parseEntry)
      .reduce<StepEntry | null>((last, entry) => (entry && "number" in entry ? entry : last), null);
    return lastStep !== null;
  });
  return { sizeBytes: start + tail.length, lastStep };
}

/** The end of a file: as much of it as it takes to be enough, doubled each time. */
function readTail(
  path: string,
  firstBytes: number,
  isEnough: (tail: Buffer, isAll: boolean) => boolean,
): { readonly start: number; readonly tail: Buffer } {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    for (let length = firstBytes; ; length *= 2) {
      const start = Math.max(0, size - length);
      const tail = Buffer.alloc(size - start);
      readSync(file, tail, 0, tail.length, start);
      if (start === 0 || isEnough(tail, false)) {
        if (start === 0) isEnough(tail, true);
        return { start, tail };
      }
    }
  } finally {
    closeSync(file);
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
