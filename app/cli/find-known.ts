import path from "node:path";
import { annotatePhoto, makeAnnotationFolder } from "../verification/annotate.ts";
import { UnusablePhotoError } from "../verification/errors.ts";
import { readKnownPeople } from "../verification/known-folder.ts";
import { nameFaces, type NamedFace } from "../verification/name-faces.ts";
import type { OpenJudge } from "../verification/open-judge.ts";
import type { TemplateKind } from "../verification/template.ts";
import type { Judge } from "../verification/judge.ts";
import { count, percent, printable } from "./words.ts";

/** What `familiar find --known` was asked. */
export interface FindKnownOptions {
  readonly known: string;
  readonly template: TemplateKind;
  /** A folder for marked copies. */
  readonly output?: string | undefined;
}

interface FoundFace {
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly score: number;
  readonly quality: number;
  /** null = unknown. */
  readonly name: string | null;
  /** Whom of the known people it is most like. */
  readonly nearest: string;
  /** To the person it is named after, else to the nearest. */
  readonly distance: number;
  readonly threshold: number;
  readonly probability: number;
}

/** The fields of `familiar find --known --json`. */
export interface FindKnownResult {
  readonly model: string;
  readonly detector: string;
  readonly alignment: string;
  readonly metric: Judge["metric"];
  readonly template: TemplateKind;
  readonly threshold: number;
  readonly known: readonly { readonly name: string; readonly photos: number }[];
  readonly photos: readonly {
    readonly photo: string;
    readonly faces: readonly FoundFace[];
    /** The marked copy; null = none was asked for. */
    readonly copy: string | null;
  }[];
  /** Photos, of known people or not, that could not be used. */
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
}

/** Names every face of some photos after the people of a folder. Rejects with KnownFolderError, AnnotationError. */
export async function findKnown(
  { judge, readFaces, detector, alignment }: OpenJudge,
  photos: readonly string[],
  options: FindKnownOptions,
): Promise<FindKnownResult> {
  const knownFolder = path.resolve(options.known);
  const { people, skipped } = await readKnownPeople(knownFolder, readFaces);
  const copies =
    options.output === undefined ? null : await makeAnnotationFolder(options.output, photos, knownFolder);
  const found: FindKnownResult["photos"][number][] = [];
  const failed = skipped.map(({ photo, reason }) => ({ path: photo, reason }));
  for (const photo of photos) {
    try {
      const { faces } = await readFaces(photo);
      const named = nameFaces(judge, faces, people, options.template).map((face, at) =>
        foundFace(face, faces[at]),
      );
      const marks = named.map(({ box, name }) => ({ box, label: name ?? "unknown", isKnown: name !== null }));
      const copy = copies === null ? null : await annotatePhoto(photo, marks, copies);
      found.push({ photo, faces: named, copy });
    } catch (error) {
      if (!(error instanceof UnusablePhotoError)) throw error;
      failed.push({ path: error.file, reason: error.reason });
    }
  }
  return {
    ...{ model: judge.model, detector, alignment, metric: judge.metric },
    ...{ template: options.template, threshold: judge.threshold },
    known: people.map(({ name, faces }) => ({ name, photos: faces.length })),
    photos: found,
    failed,
  };
}

function foundFace(
  { name, nearest, verdict }: NamedFace,
  face: Pick<FoundFace, "box" | "score" | "quality"> | undefined,
): FoundFace {
  if (face === undefined) throw new RangeError("A face without a place");
  const { distance, threshold, probability } = verdict;
  return {
    ...{ box: face.box, score: face.score, quality: face.quality },
    ...{ name, nearest, distance, threshold, probability },
  };
}

/** What `familiar find --known` prints. */
export function findKnownText(result: FindKnownResult): string {
  const lines = [
    `${count(result.known.length, "known person", "known people")} (${result.detector}, ${result.model}; ` +
      `one person up to ${result.metric} distance ${result.threshold.toFixed(3)}).`,
  ];
  for (const { photo, faces, copy } of result.photos) {
    lines.push("", `${count(faces.length, "face")} in ${printable(photo)}`);
    for (const [at, face] of faces.entries()) lines.push(`  ${at + 1} ${faceText(face)}`);
    if (copy !== null) lines.push(`  marked in ${printable(copy)}`);
  }
  if (result.failed.length > 0) lines.push("", `Could not be used (${result.failed.length}):`);
  for (const { path: file, reason } of result.failed) lines.push(`  ${printable(file)}`, `    ${reason}`);
  return lines.join("\n");
}

function faceText({ box, name, nearest, distance, probability }: FoundFace): string {
  const place = [box.x, box.y, box.width, box.height].map((length) => Math.round(length)).join(",");
  const likeness = `distance ${distance.toFixed(3)}`;
  if (name !== null) return `(${place}) ${printable(name)}, ${percent(probability)}, ${likeness}`;
  return `(${place}) unknown; most like ${printable(nearest)}, ${likeness}`;
}
