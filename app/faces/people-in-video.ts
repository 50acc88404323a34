import type { RecognisedFace } from "./represent.ts";

/** A face in one frame of a video. */
export interface Sighting {
  readonly frameMs: number;
  readonly face: Pick<RecognisedFace, "box" | "embedding"> & {
    readonly quality: Pick<RecognisedFace["quality"], "overall">;
  };
}

/** Somebody in a video: all sightings of them, the best first. */
export type SeenPerson<Seen extends Sighting> = readonly [best: Seen, ...others: Seen[]];

interface Track<Seen extends Sighting> {
  /** The best first. */
  seen: [Seen, ...Seen[]];
  /** Sum of the embeddings, weighed by quality. */
  readonly sum: Float32Array;
  readonly frames: Set<number>;
}

/** A face of no quality at all still has a say in what its person looks like. */
const leastWeight = 0.05;

/**
 * Puts the sightings of a video together by person, so that somebody who is in twenty frames is one face. Two faces in
 * one frame are two people; otherwise faces whose mean embeddings reach `similarity` (cosine) are one. The best faces
 * begin, and groups that have grown alike are joined at the end. Pure; ties go to what came first.
 */
export function peopleInVideo<Seen extends Sighting>(
  sightings: readonly Seen[],
  similarity: number,
): SeenPerson<Seen>[] {
  const tracks: Track<Seen>[] = [];
  const byQuality = [...sightings].sort((a, b) => b.face.quality.overall - a.face.quality.overall);
  for (const seen of byQuality) {
    const track = trackOf(seen);
    const nearest = nearestTo(track, tracks, similarity);
    if (nearest === null) tracks.push(track);
    else join(nearest, track);
  }
  joinAlike(tracks, similarity);
  return tracks.map(({ seen }) => seen);
}

function trackOf<Seen extends Sighting>(seen: Seen): Track<Seen> {
  const weight = Math.max(leastWeight, seen.face.quality.overall);
  return {
    seen: [seen],
    sum: seen.face.embedding.map((value) => value * weight),
    frames: new Set([seen.frameMs]),
  };
}

/** The most similar track that it may join. */
function nearestTo<Seen extends Sighting>(
  track: Track<Seen>,
  others: readonly Track<Seen>[],
  similarity: number,
): Track<Seen> | null {
  let nearest: Track<Seen> | null = null;
  let best = similarity;
  for (const other of others) {
    if (other === track || sharesFrame(track, other)) continue;
    const cosine = cosineOf(track.sum, other.sum);
    if (cosine < best || (nearest !== null && cosine === best)) continue;
    nearest = other;
    best = cosine;
  }
  return nearest;
}

function sharesFrame<Seen extends Sighting>(a: Track<Seen>, b: Track<Seen>): boolean {
  for (const frame of a.frames) if (b.frames.has(frame)) return true;
  return false;
}

/** Until none are left that may be one: what could not be joined before a join may be after it. */
function joinAlike<Seen extends Sighting>(tracks: Track<Seen>[], similarity: number): void {
  let before: number;
  do {
    before = tracks.length;
    for (const track of [...tracks]) {
      const nearest = tracks.includes(track) ? nearestTo(track, tracks, similarity) : null;
      if (nearest === null) continue;
      join(track, nearest);
      tracks.splice(tracks.indexOf(nearest), 1);
    }
  } while (tracks.length < before);
}

function join<Seen extends Sighting>(into: Track<Seen>, from: Track<Seen>): void {
  const all = [...into.seen, ...from.seen].sort(
    (a, b) => b.face.quality.overall - a.face.quality.overall || a.frameMs - b.frameMs,
  );
  const [best = into.seen[0], ...others] = all;
  into.seen = [best, ...others];
  for (const [at, value] of from.sum.entries()) into.sum[at] = (into.sum[at] ?? 0) + value;
  for (const frame of from.frames) into.frames.add(frame);
}

function cosineOf(a: Float32Array, b: Float32Array): number {
  let [dot, squareA, squareB] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    const [x, y] = [a[at] ?? 0, b[at] ?? 0];
    dot += x * y;
    squareA += x * x;
    squareB += y * y;
  }
  return squareA === 0 || squareB === 0 ? 0 : dot / Math.sqrt(squareA * squareB);
}
