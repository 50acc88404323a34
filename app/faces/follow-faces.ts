import type { Pixels } from "../photo/pixels.ts";
import { alignFace } from "./align.ts";
import type { Detection } from "./detectors/detector.ts";
import { intersectionOverUnion, type Box } from "./geometry.ts";
import { matchBoxes } from "./match-boxes.ts";
import { eyeDistanceOf, judgeQuality } from "./quality.ts";
import { placeFace, type Networks } from "./recogniser.ts";
import { embedAligned, fivePointsOf } from "./represent.ts";
import { addToTemplate, newTemplate, templateVector, type Template } from "./template.ts";

/** A face that is followed through the pictures of a camera. */
export interface FollowedFace {
  /** The same number for as long as it is the same face in the same place; never used again. */
  readonly track: number;
  /** In pixels of the picture. */
  readonly box: Box;
  /** The detector's, 0 to 1. */
  readonly score: number;
  /** 0 to 1: the mean over the looks, of a face without any that of the last try; null = not looked at closely yet. */
  readonly quality: number | null;
  /** How often it was represented. */
  readonly looks: number;
  /** The mean of its looks, of length 1; null = there is none. */
  readonly template: Float32Array | null;
}

/** Follows the faces of one camera. Pictures are given one after the other. */
export interface FaceFollower {
  /** The faces of the next picture; `atMs` is a time that only grows, in milliseconds. */
  readonly look: (pixels: Pixels, atMs: number) => Promise<FollowedFace[]>;
}

/** How faces are followed; times in milliseconds. */
export interface FollowOptions {
  /** From here on two faces are one person to the embedding model. */
  readonly sameFaceSimilarity: number;
  /** The number of the first track. */
  readonly firstTrack?: number;
  /** A box that overlaps less with every box before is a new face. */
  readonly leastOverlap?: number;
  /** A box that overlaps less with its own before may have become somebody else's: it is looked at. */
  readonly steadyOverlap?: number;
  /** A face that the detector misses for a moment is the same one afterwards. */
  readonly keptForMs?: number;
  /** Faces represented in one picture: 10 ms each, so that many faces do not slow the pictures. */
  readonly mostLooks?: number;
  /** A new face is represented in each picture until it has so many looks. */
  readonly firstLooks?: number;
  /** From then on so often: it may turn, come nearer, or be another by now. */
  readonly lookEveryMs?: number;
  /** Poorer looks are not represented: they would say nothing (decisions 0004). */
  readonly poorQuality?: number;
}

const defaults = {
  firstTrack: 1,
  leastOverlap: 0.3,
  steadyOverlap: 0.6,
  keptForMs: 1_000,
  mostLooks: 2,
  firstLooks: 4,
  lookEveryMs: 400,
  poorQuality: 0.2,
};

interface Track {
  id: number;
  box: Box;
  seenAtMs: number;
  /** -Infinity = never. */
  lookedAtMs: number;
  template: Template | null;
  lastQuality: number | null;
  /** Its last look was of somebody else, or it has moved far: the next picture has to tell. */
  isUnsure: boolean;
  oddLooks: number;
}

interface Seen {
  readonly track: Track;
  readonly detection: Detection;
}

/** Looks unlike the ones before, one after the other, that make a face another one: a single one may be a blur. */
const oddLooksOfAnother = 2;

/** Nothing is known of any face yet. */
export function createFaceFollower(networks: Networks, options: FollowOptions): FaceFollower {
  const settings = { ...defaults, ...options };
  let tracks: Track[] = [];
  let nextId = settings.firstTrack;
  const newTrack = (box: Box, atMs: number): Track => ({
    ...{ id: nextId++, box, seenAtMs: atMs, lookedAtMs: -Infinity },
    ...{ template: null, lastQuality: null, isUnsure: false, oddLooks: 0 },
  });

  const startAgain = (track: Track) => {
    Object.assign(track, { id: nextId++, template: null, isUnsure: false, oddLooks: 0 });
  };

  const follow = (found: readonly Detection[], atMs: number): Seen[] => {
    const known = tracks.filter(({ seenAtMs }) => atMs - seenAtMs <= settings.keptForMs);
    const places = matchBoxes(
      known.map(({ box }) => box),
      found.map(({ box }) => box),
      settings.leastOverlap,
    );
    const seen = found.map((detection, at): Seen => {
      const { box } = detection;
      const track = known[places[at] ?? -1];
      if (track === undefined) return { detection, track: newTrack(box, atMs) };
      if (intersectionOverUnion(track.box, box) < settings.steadyOverlap) track.isUnsure = true;
      Object.assign(track, { box, seenAtMs: atMs });
      return { detection, track };
    });
    const shown = new Set(seen.map(({ track }) => track));
    tracks = [...known.filter((track) => !shown.has(track)), ...shown];
    return seen;
  };

  const isDue = ({ template, lookedAtMs, isUnsure }: Track, atMs: number) =>
    isUnsure || (template?.looks ?? 0) < settings.firstLooks || atMs - lookedAtMs >= settings.lookEveryMs;

  const lookCloser = async ({ track, detection }: Seen, pixels: Pixels, atMs: number) => {
    const { score } = detection;
    track.lookedAtMs = atMs;
    const fivePoints = fivePointsOf(await placeFace(pixels, detection, networks));
    const aligned = alignFace(pixels, fivePoints);
    const eyeDistance = eyeDistanceOf(fivePoints);
    const { overall: quality } = judgeQuality({ score, eyeDistance, aligned, fivePoints });
    track.lastQuality = quality;
    if (quality < settings.poorQuality) {
      // Whether it still is the same face cannot be seen; a name must not stay on somebody else.
      if (track.isUnsure && ++track.oddLooks >= oddLooksOfAnother) startAgain(track);
      return;
    }
    const { vector } = await embedAligned(networks.embedding, { pixels, fivePoints, aligned });
    const isOdd =
      track.template !== null &&
      similarityTo(templateVector(track.template), vector) < settings.sameFaceSimilarity;
    track.oddLooks = isOdd ? track.oddLooks + 1 : 0;
    track.isUnsure = isOdd;
    if (isOdd && track.oddLooks < oddLooksOfAnother) return;
    if (isOdd) startAgain(track);
    track.template = addToTemplate(track.template ?? newTemplate(vector.length), vector, quality);
  };

  return {
    look: async (pixels, atMs) => {
      const seen = follow(await networks.detector.detect(pixels), atMs);
      const due = seen
        .filter(({ track }) => isDue(track, atMs))
        .sort((a, b) => a.track.lookedAtMs - b.track.lookedAtMs || a.track.id - b.track.id);
      for (const face of due.slice(0, settings.mostLooks)) await lookCloser(face, pixels, atMs);
      return seen.map(({ track, detection }) => describe(track, detection));
    },
  };
}

function describe({ id, template, lastQuality }: Track, { box, score }: Detection): FollowedFace {
  return {
    ...{ track: id, box, score },
    quality: template?.quality ?? lastQuality,
    looks: template?.looks ?? 0,
    template: template === null ? null : templateVector(template),
  };
}

function similarityTo(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}
