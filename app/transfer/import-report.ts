import type { TransferPhoto } from "./format.ts";

/** Something in the file that goes against what the user said here. What was said here stays. */
export interface ImportConflict {
  readonly kind: "person" | "face" | "judgement" | "album" | "stack" | "pair";
  /** In words for people. */
  readonly text: string;
}

/** Somebody of the file who is called like people who are here. */
export interface NamesakeQuestion {
  /** The identity of the person in the file. */
  readonly id: string;
  readonly name: string;
  readonly birthDate: string | null;
  /** Faces that the file gives to them. */
  readonly faces: number;
  readonly namesakes: readonly {
    readonly id: number;
    readonly name: string;
    readonly birthDate: string | null;
  }[];
}

/** What an import did, or would do. */
export interface ImportReport {
  readonly people: {
    readonly added: number;
    /** Found here by their identity, by common faces, or by their name because the user said so. */
    readonly here: number;
  };
  readonly photos: {
    readonly here: number;
    /** Those of them whose content differs, found by their path, size and date. */
    readonly byPath: number;
    /** Not here yet: what is said of them waits for a scan that finds them. */
    readonly waiting: number;
  };
  readonly faces: {
    readonly named: number;
    readonly ignored: number;
    readonly notFaces: number;
    /** "This face is not this person." */
    readonly rejected: number;
    /** Faces that no detector found here: added at their place. */
    readonly added: number;
    /** Of which the same was said here already. */
    readonly alreadySo: number;
  };
  /** People in photos without a face to be seen. */
  readonly appearances: number;
  readonly judgements: number;
  readonly differentPeople: number;
  /** What people look like, for people without photos. */
  readonly looks: number;
  readonly albums: { readonly added: number; readonly filled: number; readonly alreadySo: number };
  /** Photos that were stacked by hand, taken out of bursts, or chosen to stand for their stack. */
  readonly stacks: number;
  /** Raw files that are shown apart from the camera's pictures. */
  readonly partedPairs: number;
  /** The first thousand. */
  readonly conflicts: readonly ImportConflict[];
  readonly conflictCount: number;
  /** Empty after an import; a preview counts these people as others of the same name. */
  readonly sameNames: readonly NamesakeQuestion[];
}

/** A report that is being written. */
export type OpenReport = { -readonly [Part in keyof ImportReport]: Writable<ImportReport[Part]> };
type Writable<Value> = Value extends readonly (infer Element)[]
  ? Element[]
  : Value extends object
    ? { -readonly [Key in keyof Value]: Value[Key] }
    : Value;

/** More than anybody reads. */
const keptConflicts = 1_000;

/** A report of nothing yet. */
export function emptyReport(): OpenReport {
  return {
    people: { added: 0, here: 0 },
    photos: { here: 0, byPath: 0, waiting: 0 },
    faces: { named: 0, ignored: 0, notFaces: 0, rejected: 0, added: 0, alreadySo: 0 },
    ...{ appearances: 0, judgements: 0, differentPeople: 0, looks: 0 },
    albums: { added: 0, filled: 0, alreadySo: 0 },
    ...{ stacks: 0, partedPairs: 0 },
    ...{ conflicts: [], conflictCount: 0, sameNames: [] },
  };
}

/** Adds a conflict. */
export function addConflict(report: OpenReport, kind: ImportConflict["kind"], text: string): void {
  report.conflictCount += 1;
  if (report.conflicts.length < keptConflicts) report.conflicts.push({ kind, text });
}

/** How a conflict calls a photo of the file. */
export function placeOf({ files, hash }: TransferPhoto): string {
  return files[0]?.path ?? `the photo ${hash.slice(0, 12)}`;
}
