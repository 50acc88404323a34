import type { Database } from "../db/open.ts";
import {
  addStackCover,
  addUnstacked,
  putIntoStack,
  saidOfStacks,
  stackOf,
  type SaidOfStacks,
} from "../db/stacks.ts";
import type { TransferPhoto } from "./format.ts";
import { addConflict, placeOf, type OpenReport } from "./import-report.ts";

/** What stacks and pairs of an import are written with. */
export interface ImportStacks {
  readonly db: Database;
  readonly report: OpenReport;
  /** The photo here with this hash in the file. */
  readonly photoIdOf: (hash: string) => number | undefined;
}

/** The photos that what the file says of a photo's stack or pair is about; none if it says nothing of that. */
export function photosOfGroupings(photo: TransferPhoto): string[] {
  const { hash, stackedWith, partedFrom } = photo;
  const others = [stackedWith, partedFrom].filter((other) => other !== undefined);
  const isSaid = others.length > 0 || photo.unstacked === true || photo.stackCover === true;
  return isSaid ? [hash, ...others] : [];
}

/**
 * Adds what the file says of stacks. A stack by hand fills up the one here that has some of its photos; where the user put
 * them into several, or showed one of them by itself, that stays. So do the covers that were chosen here.
 */
export function importStacks(context: ImportStacks, photos: readonly TransferPhoto[]): void {
  const { db, photoIdOf } = context;
  const here = saidOfStacks(db);
  const stacked = photos.filter(({ stackedWith }) => stackedWith !== undefined);
  for (const [first = "", members] of Map.groupBy(stacked, ({ stackedWith }) => stackedWith)) {
    const photoIds = members.flatMap(({ hash }) => photoIdOf(hash) ?? []);
    const firstId = photoIdOf(first);
    const place = members.map(placeOf).at(0) ?? first;
    if (firstId !== undefined) importStack(context, here, { photoIds, firstId, place });
  }
  for (const photo of photos) {
    const photoId = photoIdOf(photo.hash);
    if (photoId === undefined) continue;
    const there = { photoId, place: placeOf(photo) };
    if (photo.unstacked === true) unstack(context, here, { ...there, isCover: photo.stackCover === true });
    if (photo.stackCover === true) choose(context, here, there);
  }
}

/** A photo of the file, here. */
interface PhotoThere {
  readonly photoId: number;
  /** How conflicts call it. */
  readonly place: string;
}

function importStack(
  { db, report }: ImportStacks,
  here: SaidOfStacks,
  {
    photoIds,
    firstId,
    place,
  }: Pick<PhotoThere, "place"> & {
    readonly photoIds: readonly number[];
    readonly firstId: number;
  },
): void {
  const missing = photoIds.filter((id) => !here.firstOf.has(id));
  if (missing.length === 0 && isOne(photoIds, here)) return;
  const known = new Set(photoIds.flatMap((id) => here.firstOf.get(id) ?? []));
  // Another stack here may be called by that photo, though it was taken out of it.
  const isOther = known.size === 0 && new Set(here.firstOf.values()).has(firstId);
  if (known.size > 1 || isOther || missing.some((id) => here.unstacked.has(id))) {
    addConflict(report, "stack", `${place}: its stack of ${photoIds.length} in the file is not one here.`);
    return;
  }
  const [firstHere = firstId] = known;
  putIntoStack(db, missing, firstHere);
  report.stacks += missing.length;
}

function isOne(photoIds: readonly number[], { firstOf }: SaidOfStacks): boolean {
  return new Set(photoIds.map((id) => firstOf.get(id))).size === 1;
}

function unstack(
  { db, report }: ImportStacks,
  here: SaidOfStacks,
  { photoId, place, isCover }: PhotoThere & { readonly isCover: boolean },
): void {
  if (here.unstacked.has(photoId)) return;
  if (here.covers.has(photoId) && !isCover) {
    addConflict(report, "stack", `${place}: by itself in the file, and chosen to stand for its stack here.`);
    return;
  }
  addUnstacked(db, photoId);
  report.stacks += 1;
}

function choose({ db, report }: ImportStacks, here: SaidOfStacks, { photoId, place }: PhotoThere): void {
  if (here.covers.has(photoId)) return;
  if (stackOf(db, photoId).some((member) => here.covers.has(member.photoId))) {
    addConflict(
      report,
      "stack",
      `${place}: stands for its stack in the file; another photo was chosen here.`,
    );
    return;
  }
  addStackCover(db, photoId);
  report.stacks += 1;
}
