import path from "node:path";
import type { Burst, Frame } from "../db/stacks.ts";

/** Frames are less than this apart (decision 0028). */
const mostGapMs = 1_000;

/**
 * Finds the bursts among photos: frames that the camera or their names say are of one burst, and frames that one camera
 * took less than a second apart; always of one folder. Pure, whatever the order of the frames.
 */
export function planBursts(frames: readonly Frame[]): Burst[] {
  const named = new Map<string, Frame[]>();
  const byCamera = new Map<string, Frame[]>();
  for (const frame of frames) {
    const folder = path.dirname(frame.path);
    const name = frame.burstId === null ? burstName(frame.path) : `id ${frame.burstId}`;
    if (name !== null) push(named, `${folder}\0${name}`, frame);
    else if (frame.camera !== null && hasClockTime(frame))
      push(byCamera, `${folder}\0${frame.camera}`, frame);
  }
  const chains = [...byCamera.values()].flatMap((taken) => chainsOf(taken.sort(inOrder)));
  return [...[...named.values()].map((group) => group.sort(inOrder)), ...chains]
    .filter((group) => group.length > 1)
    .map((group) => ({ photoIds: group.map(({ photoId }) => photoId), bestPhotoId: bestOf(group) }));
}

function push(groups: Map<string, Frame[]>, key: string, frame: Frame): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [frame]);
  else group.push(frame);
}

/**
 * What file names of phones say of a burst: IMG_20190503_102030_BURST001_COVER (Huawei, Motorola, Xiaomi),
 * 00000IMG_00000_BURST20190503102030123 (Google Camera, Sony), 20190503_102030_001 (Samsung).
 */
function burstName(file: string): string | null {
  const { name } = path.parse(file);
  const marked = /^(.*?)_?BURST-?(\d+)/i.exec(name);
  if (marked !== null) {
    const [, before = "", digits = ""] = marked;
    return digits.length >= 8 ? `stamp ${digits}` : `name ${before}`;
  }
  const samsung = /^(\d{8}_\d{6})_\d{3}$/.exec(name);
  return samsung === null ? null : `name ${samsung[1] ?? ""}`;
}

/** A time on the hour without fractions is mostly one that somebody typed in, as for scanned pictures. */
function hasClockTime({ takenAt, fractionMs }: Frame): boolean {
  return takenAt !== null && (fractionMs !== null || !takenAt.slice(13).startsWith(":00:00"));
}

const byNumber = new Intl.Collator("en", { numeric: true });

function inOrder(a: Frame, b: Frame): number {
  return (
    timeOf(a) - timeOf(b) ||
    byNumber.compare(path.basename(a.path), path.basename(b.path)) ||
    a.photoId - b.photoId
  );
}

/** Milliseconds, of local time as if it were UTC; without fractions the beginning of the second. */
function timeOf({ takenAt, fractionMs }: Frame): number {
  return takenAt === null ? 0 : Date.parse(`${takenAt}Z`) + (fractionMs ?? 0);
}

function chainsOf(frames: readonly Frame[]): Frame[][] {
  const chains: Frame[][] = [];
  for (const frame of frames) {
    const chain = chains.at(-1);
    const last = chain?.at(-1);
    if (chain !== undefined && last !== undefined && mayFollow(last, frame)) chain.push(frame);
    else chains.push([frame]);
  }
  return chains.flatMap(surelyFast);
}

function mayFollow(last: Frame, frame: Frame): boolean {
  const gapMs = timeOf(frame) - timeOf(last);
  // Two whole seconds that follow each other may stand for nearly nothing, or nearly two seconds.
  const isPrecise = last.fractionMs !== null && frame.fractionMs !== null;
  return isPrecise ? gapMs < mostGapMs : gapMs <= mostGapMs;
}

/**
 * Of frames with whole seconds, n within S seconds are less than a second apart on average if n > 2 S: then the n - 1 gaps
 * fill less than S + 1 seconds. Where they are not, only frames of the same second are.
 */
function surelyFast(chain: readonly Frame[]): Frame[][] {
  const [first, last] = [chain[0], chain.at(-1)];
  if (first === undefined || last === undefined) return [];
  const isPrecise = chain.every(({ fractionMs }) => fractionMs !== null);
  const seconds = Math.floor(timeOf(last) / 1_000) - Math.floor(timeOf(first) / 1_000);
  if (isPrecise || chain.length > 2 * seconds) return [[...chain]];
  return [...Map.groupBy(chain, ({ takenAt }) => takenAt).values()];
}

/** The phone's own choice, else the frame in which the faces are to be seen best, else the first. */
function bestOf(group: readonly Frame[]): number {
  const chosen = group.find((frame) => /BURST.*COVER/i.test(path.basename(frame.path)));
  const best = group.reduce((a, b) => (b.faceQuality > a.faceQuality ? b : a));
  return (chosen ?? best).photoId;
}
