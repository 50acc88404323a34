import path from "node:path";
import type { MetadataTarget } from "../../db/metadata-writes.ts";
import type { Difference } from "./edit-list.ts";
import type { WriteContext } from "./write-context.ts";
import { writeNames, type FileReport } from "./write-names.ts";

/** What writing would do to one file, by name: the formats that say the same name are one. */
export interface PreviewedFile {
  readonly path: string;
  /** Of the photo or the sidecar. */
  readonly name: string;
  readonly folder: string;
  readonly outcome: "planned" | "unchanged" | "failed";
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Said there already, in a place or a format that is brought up to date. */
  readonly updated: readonly string[];
  /** Not written, as another program has its word there. */
  readonly left: readonly { readonly name: string; readonly reason: "other-name" | "cropped" }[];
  /** Why it cannot be written, in words for people. */
  readonly reason: string | null;
}

/** What writing would do. */
export interface WritePreview {
  /** All that are to be written. */
  readonly photos: number;
  /** As many of them were looked at, from the first on. */
  readonly photosRead: number;
  readonly counts: Readonly<Record<PreviewedFile["outcome"], number>>;
  /** Those with something to say: all but those that are as they should be. */
  readonly files: readonly PreviewedFile[];
}

/** A file is read as a whole to be sure that it is the one that the library knows: 100 of 5 MB take about a second. */
const mostPhotosRead = 100;

/** What writing the names into these photos would do, for the first hundred of them; writes nothing. */
export async function previewWrite(
  context: WriteContext,
  photoIds: readonly number[],
  { into, signal }: { readonly into: MetadataTarget; readonly signal: AbortSignal },
): Promise<WritePreview> {
  const read = photoIds.slice(0, mostPhotosRead);
  const report = await writeNames(context, read, { into, signal, keepsModifiedTime: true, isDryRun: true });
  const files = report.files.map(previewedFile);
  const count = (outcome: PreviewedFile["outcome"]) =>
    files.filter((file) => file.outcome === outcome).length;
  return {
    photos: photoIds.length,
    photosRead: read.length,
    counts: { planned: count("planned"), unchanged: count("unchanged"), failed: count("failed") },
    files: files.filter(({ outcome, left }) => outcome !== "unchanged" || left.length > 0),
  };
}

function previewedFile({ path: file, outcome, differences, reason }: FileReport): PreviewedFile {
  const namesOf = (change: Difference["change"]) => [
    ...new Set(differences.filter((each) => each.change === change).map(nameOf)),
  ];
  const [added, removed] = [namesOf("add"), namesOf("remove")];
  const left = differences.flatMap((each) =>
    each.change === "leave" && each.reason !== undefined ? [{ name: nameOf(each), reason: each.reason }] : [],
  );
  return {
    ...{ path: file, name: path.basename(file), folder: path.dirname(file), reason },
    outcome: outcome === "written" ? "planned" : outcome,
    added: added.filter((name) => !removed.includes(name)),
    removed: removed.filter((name) => !added.includes(name)),
    updated: added.filter((name) => removed.includes(name)),
    left: [...new Map(left.map((each) => [`${each.reason}\t${each.name}`, each])).values()],
  };
}

/** Keywords of several levels have the name below "People". */
function nameOf({ list, name }: Difference): string {
  return list === "hierarchy" ? name.slice(name.indexOf("|") + 1) : name;
}
