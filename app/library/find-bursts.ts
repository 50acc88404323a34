import type { Database } from "../db/open.ts";
import { readRevisions } from "../db/search.ts";
import { getSetting, setSetting } from "../db/settings.ts";
import { faceQualities, framesToStack, saveBursts } from "../db/stacks.ts";
import { inTransaction } from "../db/transaction.ts";
import { planBursts } from "./plan-bursts.ts";

const foundAtKey = "bursts-found-at";

/**
 * Finds the bursts among the photos that are there, if any photo came, went or was analysed since the last time. What the
 * user stacked, unstacked or chose as a cover stays. Returns whether anything is different now.
 */
export function findBursts(db: Database): boolean {
  const revision = String(readRevisions(db).photos);
  if (getSetting(db, foundAtKey) === revision) return false;
  const frames = framesToStack(db);
  const found = planBursts(frames);
  // Faces are counted only where there is something to choose.
  const qualities = faceQualities(
    db,
    found.flatMap(({ photoIds }) => photoIds),
  );
  const inBursts = frames.flatMap((frame) => {
    const faceQuality = qualities.get(frame.photoId);
    return faceQuality === undefined ? [frame] : [{ ...frame, faceQuality }];
  });
  return inTransaction(db, () => {
    setSetting(db, foundAtKey, revision);
    return saveBursts(db, qualities.size === 0 ? found : planBursts(inBursts)) > 0;
  });
}
