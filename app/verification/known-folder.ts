import path from "node:path";
import { chooseFace } from "../evaluate/choose-face.ts";
import { LabelledFolderError } from "../evaluate/errors.ts";
import { listPictures, type FoundPicture } from "../evaluate/labelled-folder.ts";
import { hasPhotoExtension } from "../photo/format.ts";
import type { ComparableFace } from "./comparable-face.ts";
import { KnownFolderError, UnusablePhotoError } from "./errors.ts";
import type { ReadFaces } from "./face-reader.ts";

/** Somebody who is known by one photo or more. */
export interface KnownPerson {
  readonly name: string;
  /** The face that each photo is about: the largest near its centre. */
  readonly faces: readonly (ComparableFace & { readonly photo: string })[];
}

/** The people of a folder, and what of it was no help. */
export interface KnownPeople {
  readonly people: readonly KnownPerson[];
  /** Photos of people that could not be used. */
  readonly skipped: readonly { readonly photo: string; readonly name: string; readonly reason: string }[];
}

/**
 * Reads a folder of known people: a folder for each, or photos named after them ("Anna.jpg", "Anna 2.jpg"). What lies
 * deeper in a person's folder is that person's too.
 * Rejects with KnownFolderError when the folder cannot be read or no face of anybody is in it.
 */
export async function readKnownPeople(folder: string, readFaces: ReadFaces): Promise<KnownPeople> {
  const pictures = (await listKnown(folder)).map(({ identity, fileName }) => ({
    name: identity === "" ? personOfFile(fileName) : (identity.split("/")[0] ?? identity),
    photo: path.join(folder, ...identity.split("/"), fileName),
  }));
  const faces = new Map<string, (ComparableFace & { photo: string })[]>();
  const skipped: { photo: string; name: string; reason: string }[] = [];
  for (const { name, photo } of pictures) {
    try {
      const read = await readFaces(photo);
      const face = chooseFace(read.faces, read);
      if (face === undefined) skipped.push({ photo, name, reason: "No face was found in it." });
      else faces.set(name, [...(faces.get(name) ?? []), { ...face, photo }]);
    } catch (error) {
      if (!(error instanceof UnusablePhotoError)) throw error;
      skipped.push({ photo, name, reason: error.reason });
    }
  }
  if (faces.size === 0) throw new KnownFolderError(nobodyKnown(folder, pictures.length));
  return { people: [...faces].map(([name, known]) => ({ name, faces: known })), skipped };
}

async function listKnown(folder: string): Promise<FoundPicture[]> {
  try {
    return await listPictures(folder, hasPhotoExtension);
  } catch (cause) {
    if (!(cause instanceof LabelledFolderError)) throw cause;
    throw new KnownFolderError(`The folder ${folder} cannot be searched: ${cause.problem}`, { cause });
  }
}

function nobodyKnown(folder: string, photos: number): string {
  const advice =
    "Make one folder for each person with photos of them in it, or name a photo after each person.";
  if (photos === 0) return `There are no photos in ${folder}. ${advice}`;
  return `No face was found in the photos of ${folder}. ${advice}`;
}

/** "Anna.jpg", "Anna 2.jpg", "Anna_02.jpg", "Anna (3).jpg" are photos of Anna; "2.jpg" is one of "2". */
export function personOfFile(fileName: string): string {
  const base = path.parse(fileName).name;
  return /^(.*?\S)[\s_-]*(?:\(\d+\)|(?<=[\s_-])\d+)$/.exec(base)?.[1]?.replace(/[\s_-]+$/, "") ?? base;
}
