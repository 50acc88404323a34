import { constants, createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { JSONParser, type ParsedElementInfo } from "@streamparser/json";
import type { z } from "zod";
import { TransferFileError, TransferNewerError } from "./errors.ts";
import {
  albumSchema,
  differenceSchema,
  headerSchema,
  judgementSchema,
  personSchema,
  photoSchema,
  transferLists,
  transferVersion,
  type Transfer,
  type TransferAlbum,
  type TransferDifference,
  type TransferFace,
  type TransferJudgement,
  type TransferPerson,
  type TransferPhoto,
} from "./format.ts";

type ListName = (typeof transferLists)[number];

interface Lists {
  readonly people: TransferPerson[];
  readonly photos: TransferPhoto[];
  readonly albums: TransferAlbum[];
  readonly judgements: TransferJudgement[];
  readonly differentPeople: TransferDifference[];
}

/** What the reading of a file needs besides the file. */
export interface ReadTransferOptions {
  /** How the file is called in errors; its path when not given. */
  readonly name?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (bytes: number) => void;
}

/**
 * Reads a file that `familiar export` wrote, element by element: it may be larger than memory would hold as one text, and
 * laid out in any way.
 * Rejects with TransferFileError, TransferNewerError, the signal's reason, and errors of the file system.
 */
export async function readTransfer(file: string, options: ReadTransferOptions = {}): Promise<Transfer> {
  const { name = file, signal, onProgress } = options;
  const collector = createCollector(name);
  const parser = new JSONParser({
    paths: ["$.*", ...transferLists.map((list) => `$.${list}.*`)],
    keepStack: false,
  });
  parser.onValue = collector.take;
  let bytes = 0;
  await access(file, constants.R_OK).catch((error: unknown) => {
    throw new TransferFileError(name, "it is not there, or Familiar is not allowed to read it", error);
  });
  for await (const chunk of createReadStream(file, { ...(signal && { signal }) }) as AsyncIterable<Buffer>) {
    const isFirst = bytes === 0;
    bytes += chunk.length;
    parsing(name, () => {
      parser.write(isFirst ? withoutMark(chunk) : chunk);
    });
    onProgress?.(bytes);
  }
  if (bytes === 0) throw new TransferFileError(name, "it is empty");
  parsing(name, () => {
    if (!parser.isEnded) parser.end();
  });
  return collector.finish();
}

/** Only the parser's own errors are the file's fault. */
function parsing(name: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof TransferFileError || error instanceof TransferNewerError) throw error;
    throw new TransferFileError(
      name,
      "it is no JSON, or it was cut short. Copy it again from where it came, or export it again",
      error,
    );
  }
}

function createCollector(name: string) {
  const lists: Lists = { people: [], photos: [], albums: [], judgements: [], differentPeople: [] };
  const top: Record<string, unknown> = {};
  const check = <Value>(schema: z.ZodType<Value>, value: unknown, where: string): Value => {
    const checked = schema.safeParse(value);
    if (checked.success) return checked.data;
    const [issue] = checked.error.issues;
    const at = [where, ...(issue?.path ?? [])].filter((part) => part !== "").join(".");
    throw new TransferFileError(name, `${at || "it"} is not as Familiar writes it: ${issue?.message ?? ""}`);
  };
  const takeElement = (list: ListName, value: unknown) => {
    const where = `${list}[${lists[list].length}]`;
    switch (list) {
      case "people":
        lists.people.push(check(personSchema, value, where));
        break;
      case "photos":
        lists.photos.push(withSaidOnly(check(photoSchema, value, where)));
        break;
      case "albums":
        lists.albums.push(check(albumSchema, value, where));
        break;
      case "judgements":
        lists.judgements.push(check(judgementSchema, value, where));
        break;
      case "differentPeople":
        lists.differentPeople.push(check(differenceSchema, value, where));
        break;
    }
  };
  return {
    take: ({ value, key, stack }: ParsedElementInfo): void => {
      if (stack.length === 1) {
        if (typeof key !== "string" || isList(key)) return;
        top[key] = value;
        if (key === "version" && typeof value === "number" && value > transferVersion)
          throw new TransferNewerError(name, value);
        return;
      }
      const list = stack[1]?.key;
      if (typeof list === "string" && isList(list)) takeElement(list, value);
    },
    finish: (): Transfer => {
      if (top["familiar"] === undefined)
        throw new TransferFileError(
          name,
          "it is not from Familiar. Choose a file that familiar export wrote",
        );
      return { header: check(headerSchema, top, ""), ...lists };
    },
  };
}

function isList(key: string): key is ListName {
  return transferLists.some((list) => list === key);
}

/** Judgements name faces by their place, so a face that nothing is said of leaves a gap. */
function withSaidOnly(photo: TransferPhoto): TransferPhoto {
  if (photo.faces === undefined) return photo;
  return { ...photo, faces: photo.faces.map(withoutGuess) };
}

function withoutGuess(face: TransferFace): TransferFace {
  const said = { ...face };
  delete said.assigned;
  delete said.suggested;
  return said;
}

/** Some editors put a byte order mark before UTF-8. */
function withoutMark(chunk: Buffer): Buffer {
  return chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk;
}
