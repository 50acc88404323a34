import { intersectionOverUnion } from "../faces/geometry.ts";
import { placeArea, type Picture } from "./orientation.ts";
import type { Area, Frame, RegionKind, RegionPlace, WrittenRegion } from "./region.ts";

/** A person that metadata names, and where it says so. */
export interface SourcedRegion extends WrittenRegion {
  readonly place: RegionPlace;
  /** The file that says so. */
  readonly path: string;
}

/** A region in the upright picture. */
export interface PlacedRegion {
  readonly written: SourcedRegion;
  readonly name: string | null;
  readonly area: Area | null;
  /** It had an area, of a picture that was cropped since. */
  readonly isCropped: boolean;
}

/** Boxes of programs are drawn differently, some with the hair, some with eyes and mouth only. */
const sameFaceOverlap = 0.25;

/** Two names at one place contradict each other; heads that lean together overlap less. */
const samePlaceOverlap = 0.5;

/**
 * Puts regions into the upright picture, each face once: what says most comes first in `regions`, and what is told
 * again of the same place or the same name is left out. Where the metadata does not tell whether it means the stored
 * or the upright picture, the frame is taken in which more regions lie on faces (`faces` = areas of the upright picture).
 */
export function placeRegions(
  regions: readonly SourcedRegion[],
  picture: Picture,
  faces: readonly Area[],
): PlacedRegion[] {
  const frames = new Map<string, Frame>();
  for (const [origin, same] of Map.groupBy(regions, originOf)) {
    const frame = likelyFrame(same, picture, faces);
    if (frame !== undefined) frames.set(origin, frame);
  }
  const placed = regions.map((written) => place(written, picture, frames.get(originOf(written))));
  return withoutRepetitions(placed);
}

/** Is it the same face? Overlap enough, or each has the other's middle. */
export function areSameFace(a: Area, b: Area): boolean {
  return intersectionOverUnion(a, b) >= sameFaceOverlap || (hasMiddleOf(a, b) && hasMiddleOf(b, a));
}

function originOf({ kind, path }: { readonly kind: RegionKind; readonly path: string }): string {
  return `${kind} ${path}`;
}

function place(written: SourcedRegion, picture: Picture, assumed: Frame | undefined): PlacedRegion {
  const { name } = written;
  if (written.area === null) return { written, name, area: null, isCropped: false };
  const placed = placeArea({ ...written, area: written.area }, picture, assumed);
  if (placed.area !== null) return { written, name, area: placed.area, isCropped: false };
  return { written, name, area: null, isCropped: placed.reason === "cropped" };
}

function likelyFrame(
  regions: readonly WrittenRegion[],
  picture: Picture,
  faces: readonly Area[],
): Frame | undefined {
  const hits = (frame: Frame) =>
    regions.filter(({ area, appliedTo, usualFrame }) => {
      if (area === null) return false;
      const placed = placeArea({ area, appliedTo, usualFrame }, picture, frame);
      return (
        placed.area !== null && !placed.isCertain && faces.some((face) => areSameFace(face, placed.area))
      );
    }).length;
  const [stored, upright] = [hits("stored"), hits("upright")];
  if (stored === upright) return undefined;
  return stored > upright ? "stored" : "upright";
}

/** Of regions at one place the first counts, if it has a name or the others have none; a name without a place needs no second. */
function withoutRepetitions(regions: readonly PlacedRegion[]): PlacedRegion[] {
  const kept: PlacedRegion[] = [];
  const named = regions.filter(({ name }) => name !== null);
  for (const region of [...named, ...regions.filter(({ name }) => name === null)]) {
    const isTold = kept.some(({ area, name }) => {
      if (region.area !== null && area !== null) {
        const isOther = name !== null && region.name !== null && !isSameName(name, region.name);
        return isOther
          ? intersectionOverUnion(region.area, area) >= samePlaceOverlap
          : areSameFace(region.area, area);
      }
      return region.area === null && isSameName(name, region.name);
    });
    if (!isTold) kept.push(region);
  }
  // A name without a place may come before the region that has it.
  return kept.filter(
    ({ area, name }) =>
      area !== null || !kept.some((other) => other.area !== null && isSameName(other.name, name)),
  );
}

function isSameName(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a.toLowerCase() === b.toLowerCase();
}

function hasMiddleOf(area: Area, other: Area): boolean {
  const x = other.x + other.width / 2;
  const y = other.y + other.height / 2;
  return x >= area.x && x <= area.x + area.width && y >= area.y && y <= area.y + area.height;
}
