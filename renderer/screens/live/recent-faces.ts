import type { LiveFace } from "../../../app/library/live/name-faces.ts";

/** A face of the list beside the picture. */
export interface RecentFace {
  readonly face: LiveFace;
  readonly seenAtMs: number;
}

/** A line must not jump away under the pointer because a face was not found in one picture. */
const keptForMs = 1_500;

/**
 * The faces seen a moment ago, in the order in which they came; the last ones of `before` with those of a new picture. A
 * person who came back as another track keeps their place.
 */
export function withFaces(
  before: readonly RecentFace[],
  faces: readonly LiveFace[],
  nowMs: number,
): RecentFace[] {
  const shown = new Map(faces.map((face) => [face.track, face]));
  const people = new Map(faces.map((face) => [personOf(face), face]));
  const placed = new Set(before.flatMap(({ face: { track } }) => (shown.has(track) ? track : [])));
  const kept = before.flatMap((recent): RecentFace[] => {
    const face = shown.get(recent.face.track);
    if (face !== undefined) return [{ face, seenAtMs: nowMs }];
    const personId = personOf(recent.face);
    const back = personId === null ? undefined : people.get(personId);
    if (back !== undefined) {
      if (placed.has(back.track)) return [];
      placed.add(back.track);
      return [{ face: back, seenAtMs: nowMs }];
    }
    // What was not known yet is not missed.
    const { kind } = recent.face.identity;
    const isMissed = kind !== "looking" && kind !== "unclear";
    return isMissed && nowMs - recent.seenAtMs <= keptForMs ? [recent] : [];
  });
  const added = faces.filter(({ track }) => !placed.has(track)).map((face) => ({ face, seenAtMs: nowMs }));
  return [...kept, ...added];
}

/** Whom a face surely shows, nobody else in the picture does; null = it is not known. */
export function personOf({ identity }: LiveFace): number | null {
  return identity.kind === "known" ? identity.personId : null;
}
