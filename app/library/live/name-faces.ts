import type { FaceBox } from "../../db/faces.ts";
import type { Database } from "../../db/open.ts";
import { findPerson } from "../../db/people.ts";
import type { FollowedFace } from "../../faces/follow-faces.ts";
import type { Gallery } from "../../people/gallery.ts";
import { galleryOf } from "../../people/library-gallery.ts";
import { matchingOfModel } from "../../people/matching-of-model.ts";
import { limitsOf, readStrictness, type AssignmentLimits } from "../../people/strictness.ts";
import { settlePhoto, weighFaces, type SaidOfFace, type Verdict } from "../../people/weigh-face.ts";

/** Whom a face before the camera shows. */
export type LiveIdentity =
  /** As sure as a face of a photo is given to a person by itself; or less, as one is suggested. */
  | {
      readonly kind: "known" | "likely";
      readonly personId: number;
      readonly name: string;
      readonly probability: number;
    }
  /** Somebody whom the user hides; nobody is told who. */
  | { readonly kind: "hidden" }
  /** Nobody of the library. */
  | { readonly kind: "unknown" }
  /** Too small, blurred or turned away to tell. */
  | { readonly kind: "unclear" }
  /** Its turn to be looked at comes with one of the next pictures. */
  | { readonly kind: "looking" };

/** A face before the camera. */
export interface LiveFace {
  /** The same number for as long as it is the same face. */
  readonly track: number;
  /** In shares of width and height, 0 to 1. */
  readonly box: FaceBox;
  readonly identity: LiveIdentity;
}

/** Names the faces of a camera's pictures by the people of a library. */
export interface LiveNames {
  /** Those of one picture; nobody is twice in it. `atMs` is the time by the clock. */
  readonly identify: (faces: readonly FollowedFace[], atMs: number) => Map<number, LiveIdentity>;
  /** People, faces or the strictness changed: all is weighed anew. */
  readonly forget: () => void;
}

interface Known {
  readonly gallery: Gallery;
  readonly limits: AssignmentLimits;
  readonly people: Map<number, { readonly name: string; readonly isHidden: boolean }>;
  /** By track, for the template that it had. */
  readonly verdicts: Map<number, { readonly looks: number; readonly verdict: Verdict | null }>;
}

/** Nothing was ever said of a face that is in no photo. */
const nothingSaid: SaidOfFace = { isNot: new Set(), isSameAs: new Set() };

/** Tracks whose verdict is kept: far more than are before a camera. */
const mostVerdicts = 200;

/**
 * A face is weighed as one of a photo that was taken now (app/people/weigh-face.ts): against the looks of everybody, by
 * the same probabilities, limits and hard rules. It is weighed again when it was looked at again.
 */
export function createLiveNames(db: Database, model: string): LiveNames {
  const matching = matchingOfModel(model);
  let known: Known | null = null;
  const knownNow = (): Known =>
    (known ??= {
      gallery: galleryOf(db, model),
      limits: limitsOf[readStrictness(db)],
      ...{ people: new Map(), verdicts: new Map() },
    });
  const weigh = ({ track, template, looks, quality }: FollowedFace, takenAt: string): Verdict | null => {
    const { gallery, verdicts } = knownNow();
    const before = verdicts.get(track);
    if (before?.looks === looks) return before.verdict;
    const faces =
      template === null
        ? []
        : [{ faceId: track, vector: template, quality: quality ?? 0, takenAt, said: nothingSaid }];
    const [verdict = null] = weighFaces(faces, gallery, matching);
    verdicts.delete(track);
    verdicts.set(track, { looks, verdict });
    for (const oldest of verdicts.keys()) {
      if (verdicts.size <= mostVerdicts) break;
      verdicts.delete(oldest);
    }
    return verdict;
  };
  const personOf = (personId: number) => {
    const { people } = knownNow();
    const there = people.get(personId) ?? findPerson(db, personId);
    if (there !== undefined) people.set(personId, there);
    return there;
  };

  return {
    identify: (faces, atMs) => {
      const takenAt = localTimeOf(atMs);
      const verdicts = faces.flatMap((face) => weigh(face, takenAt) ?? []);
      const settled = new Map(
        settlePhoto(verdicts, [], knownNow().limits).map((assignment) => [assignment.faceId, assignment]),
      );
      return new Map(
        faces.map((face): [number, LiveIdentity] => {
          if (face.template === null)
            return [face.track, { kind: face.quality === null ? "looking" : "unclear" }];
          const assignment = settled.get(face.track);
          const person = assignment && personOf(assignment.personId);
          if (assignment === undefined || person === undefined) return [face.track, { kind: "unknown" }];
          const { personId, probability, level } = assignment;
          const kind = level === "assigned" ? "known" : "likely";
          if (person.isHidden) return [face.track, { kind: kind === "known" ? "hidden" : "unknown" }];
          return [face.track, { kind, personId, name: person.name, probability }];
        }),
      );
    },
    forget: () => {
      known = null;
    },
  };
}

/** As photos have it: "2026-11-23T20:31:55", by the clock of this place. */
export function localTimeOf(atMs: number): string {
  return new Date(localMsOf(atMs)).toISOString().slice(0, 19);
}

/** The local time as milliseconds since 1970, as if it were UTC. */
export function localMsOf(atMs: number): number {
  return atMs - new Date(atMs).getTimezoneOffset() * 60_000;
}
