import { createHash } from "node:crypto";
import type { FaceBox } from "../db/faces.ts";
import { clipBox, intersectionOverUnion } from "../faces/geometry.ts";
import type {
  Conflict,
  ConflictReason,
  ImportPlan,
  MetadataProblem,
  NameChoice,
  NamedTarget,
  PlannedDeed,
  PlannedPerson,
} from "./import-plan.ts";
import type { Picture } from "./orientation.ts";
import { areSameFace, placeRegions, type PlacedRegion, type SourcedRegion } from "./place-regions.ts";
import type { Area } from "./region.ts";
import { createTargets, nameKey, type KnownPerson } from "./name-targets.ts";
import { usualSpellings } from "./usual-spellings.ts";

/** What the metadata of photos says. */
export interface GatheredNames {
  readonly photos: readonly PhotoNames[];
  readonly photosRead: number;
  readonly problems: readonly MetadataProblem[];
}

/** What the metadata of one photo says. */
export interface PhotoNames {
  readonly photoId: number;
  readonly path: string;
  /** Null = the photo has not been scanned yet. */
  readonly picture: Picture | null;
  readonly regions: readonly SourcedRegion[];
}

/** What the library knows of a face. */
export interface KnownFace {
  readonly id: number;
  /** Pixels of the upright photo. */
  readonly box: FaceBox;
  /** By the user's word. */
  readonly personId: number | null;
  readonly ignored: boolean;
  readonly isFalse: boolean;
}

/** What the library knows of a photo. */
export interface KnownPhoto {
  readonly faces: readonly KnownFace[];
  /** People who are in it without a face to be seen. */
  readonly appearing: readonly number[];
  /** "This face is not this person", said of the face, or by comparing it with faces of that person. */
  readonly rejections: readonly { readonly faceId: number; readonly personId: number }[];
  /** Faces without a name that the user called the same as faces of this person. */
  readonly sameAs: readonly { readonly faceId: number; readonly personId: number }[];
  /** Digests of regions that were imported before. */
  readonly imported: ReadonlySet<string>;
}

/** What the library knows. */
export interface KnownLibrary {
  readonly people: readonly KnownPerson[];
  /** Who names of earlier imports became, by the key of the name. */
  readonly importedPeople: ReadonlyMap<string, number>;
  photo(photoId: number): KnownPhoto;
}

/** The smallest side of a face, in pixels: less is no face. As for faces that the user draws. */
const smallestSidePx = 8;

type Step =
  | { readonly step: "do"; readonly deed: PlannedDeed }
  | { readonly step: "conflict"; readonly conflict: Conflict; readonly key: string }
  | { readonly step: "so-already" | "imported-before" | "without-name" };

/**
 * What an import of these names does: names that lie on a face go to that face, others become faces that are drawn,
 * and people without a place are in the photo without a face. What the user has decided stays as it is: that is a
 * conflict, and is listed. What was imported before is not imported again. Pure.
 */
export function planImport(
  gathered: GatheredNames,
  known: KnownLibrary,
  choices: ReadonlyMap<string, NameChoice> = new Map(),
): ImportPlan {
  const targets = createTargets(known, choices, spellingsIn(gathered));
  const steps = gathered.photos.flatMap((photo) =>
    photo.picture === null ? [] : planPhoto(photo, photo.picture, known.photo(photo.photoId), targets.of),
  );
  const deeds = steps.flatMap((step) => (step.step === "do" ? [step.deed] : []));
  const conflicts = steps.flatMap((step) => (step.step === "conflict" ? [step] : []));
  const deedsOf = Map.groupBy(deeds, ({ key }) => key);
  const conflictsOf = Map.groupBy(conflicts, ({ key }) => key);
  const people = targets
    .used()
    .map((person) => summaryOf(person, deedsOf.get(person.key) ?? [], conflictsOf.get(person.key) ?? []));
  const count = (wanted: Step["step"]) => steps.filter(({ step }) => step === wanted).length;
  const ofDeed = (wanted: PlannedDeed["deed"]) => deeds.filter(({ deed }) => deed === wanted).length;
  const busy = people.filter(
    (person) => person.facesNamed + person.facesDrawn + person.photosWithoutFace > 0,
  );
  return {
    people: people.sort((a, b) => weightOf(b) - weightOf(a) || a.name.localeCompare(b.name)),
    deeds,
    conflicts: conflicts.map(({ conflict }) => conflict),
    problems: gathered.problems,
    counts: {
      photosRead: gathered.photosRead,
      photosWithNames: gathered.photos.filter(({ regions }) => regions.some(({ name }) => name !== null))
        .length,
      peopleNew: busy.filter(({ target }) => target.kind === "new").length,
      peopleExisting: busy.filter(({ target }) => target.kind === "existing").length,
      facesNamed: ofDeed("name-face"),
      facesDrawn: ofDeed("draw-face"),
      photosWithoutFace: ofDeed("add-appearance"),
      alreadySo: count("so-already"),
      importedBefore: count("imported-before"),
      facesWithoutName: count("without-name"),
      photosNotScanned: gathered.photos.filter(({ picture }) => picture === null).length,
      conflicts: conflicts.length,
    },
  };
}

function spellingsIn({ photos }: GatheredNames): Map<string, string> {
  return usualSpellings(photos.flatMap(({ regions }) => regions.flatMap(({ name }) => name ?? [])));
}

/** What stands for a region of a photo in the memory of imports: its name and place as they are written. */
export function regionDigest({ name, area, kind }: Pick<SourcedRegion, "name" | "area" | "kind">): string {
  const place =
    area === null ? [] : [area.x, area.y, area.width, area.height].map((share) => share.toFixed(4));
  // Keywords and PersonInImage of one name say the same.
  const said = [nameKey(name ?? ""), area === null ? "" : kind, ...place];
  return createHash("sha256").update(JSON.stringify(said)).digest("hex").slice(0, 32);
}

interface Target {
  readonly key: string;
  readonly name: string;
  readonly target: NamedTarget;
}

interface Placed extends Target {
  readonly region: PlacedRegion;
  readonly digest: string;
}

function planPhoto(
  photo: PhotoNames,
  picture: Picture,
  known: KnownPhoto,
  targetOf: (name: string) => Target,
): Step[] {
  const areas = known.faces.map(({ box }) => areaOf(box, picture));
  const steps: Step[] = [];
  const open: Placed[] = [];
  for (const region of placeRegions(photo.regions, picture, areas)) {
    if (region.name === null || nameKey(region.name) === "") steps.push({ step: "without-name" });
    else {
      const digest = regionDigest(region.written);
      if (known.imported.has(digest)) steps.push({ step: "imported-before" });
      else open.push({ ...targetOf(region.name), region, digest });
    }
  }
  const matches = matchFaces(
    open.map(({ region }) => region.area),
    areas,
  );
  /** Keys and ids of people who have a face in the photo. */
  const seen = new Set<string>(
    known.faces.flatMap(({ personId }) => (personId === null ? [] : [`id ${personId}`])),
  );
  const withPlace = open.map((placed, at) => ({ placed, face: known.faces[matches.get(at) ?? -1] }));
  for (const { placed, face } of withPlace) {
    if (placed.target.kind === "left-out" || placed.region.area === null) continue;
    steps.push(planArea(photo, picture, known, placed, face, seen));
  }
  for (const { placed } of withPlace) {
    if (placed.target.kind === "left-out" || placed.region.area !== null) continue;
    steps.push(planAppearance(photo, known, placed, seen));
  }
  return steps;
}

function planArea(
  photo: PhotoNames,
  picture: Picture,
  known: KnownPhoto,
  placed: Placed,
  face: KnownFace | undefined,
  seen: Set<string>,
): Step {
  const { target, key } = placed;
  const refuse = (reason: ConflictReason): Step => conflictOf(photo, placed, reason, face?.id ?? null);
  if (target.kind === "several-people") return refuse("several-people");
  const person = identityOf(placed);
  const personId = target.kind === "existing" ? target.personId : null;
  if (face !== undefined) {
    if (face.isFalse) return refuse("no-face");
    if (face.personId !== null) {
      return face.personId === personId ? { step: "so-already" } : refuse("other-name");
    }
    if (face.ignored) return refuse("ignored");
    const isOther = known.sameAs.some((same) => same.faceId === face.id && same.personId !== personId);
    if (isOther) return refuse("other-name");
    const isRejected = known.rejections.some((no) => no.faceId === face.id && no.personId === personId);
    if (isRejected) return refuse("rejected");
  }
  if (seen.has(person)) return refuse("twice");
  const base = { photoId: photo.photoId, key, name: placed.name, kind: placed.region.written.kind };
  const deed = { ...base, digest: placed.digest };
  if (face !== undefined) {
    seen.add(person);
    return { step: "do", deed: { ...deed, deed: "name-face", faceId: face.id } };
  }
  const box = boxOf(placed.region.area ?? { x: 0, y: 0, width: 0, height: 0 }, picture);
  if (Math.min(box.width, box.height) < smallestSidePx) return refuse("too-small");
  seen.add(person);
  return { step: "do", deed: { ...deed, deed: "draw-face", box } };
}

function planAppearance(photo: PhotoNames, known: KnownPhoto, placed: Placed, seen: Set<string>): Step {
  const { target, key, name, digest } = placed;
  if (target.kind === "several-people") return conflictOf(photo, placed, "several-people", null);
  const isThere = target.kind === "existing" && known.appearing.includes(target.personId);
  if (seen.has(identityOf(placed)) || isThere) return { step: "so-already" };
  const { kind } = placed.region.written;
  return { step: "do", deed: { photoId: photo.photoId, key, name, kind, digest, deed: "add-appearance" } };
}

function conflictOf(photo: PhotoNames, placed: Placed, reason: ConflictReason, faceId: number | null): Step {
  const { photoId, path } = photo;
  return {
    step: "conflict",
    key: placed.key,
    conflict: { photoId, path, name: placed.name, reason, faceId },
  };
}

function identityOf({ target, key }: Target): string {
  return target.kind === "existing" ? `id ${target.personId}` : `key ${key}`;
}

/** Pairs areas with faces one to one, those that overlap most first. By the number of the area. */
function matchFaces(wanted: readonly (Area | null)[], faces: readonly Area[]): Map<number, number> {
  const pairs = wanted.flatMap((area, at) =>
    area === null
      ? []
      : faces.flatMap((face, faceAt) =>
          areSameFace(area, face) ? [{ at, faceAt, overlap: intersectionOverUnion(area, face) }] : [],
        ),
  );
  pairs.sort((a, b) => b.overlap - a.overlap || a.at - b.at || a.faceAt - b.faceAt);
  const matches = new Map<number, number>();
  const taken = new Set<number>();
  for (const { at, faceAt } of pairs) {
    if (matches.has(at) || taken.has(faceAt)) continue;
    matches.set(at, faceAt);
    taken.add(faceAt);
  }
  return matches;
}

function areaOf({ x, y, width, height }: FaceBox, picture: Picture): Area {
  return {
    ...{ x: x / picture.width, y: y / picture.height },
    ...{ width: width / picture.width, height: height / picture.height },
  };
}

function boxOf({ x, y, width, height }: Area, picture: Picture): FaceBox {
  const box = { x: x * picture.width, y: y * picture.height };
  return clipBox({ ...box, width: width * picture.width, height: height * picture.height }, picture);
}

function summaryOf(
  { key, name, target }: Target,
  deeds: readonly PlannedDeed[],
  { length: conflicts }: readonly unknown[],
): PlannedPerson {
  const count = (wanted: PlannedDeed["deed"]) => deeds.filter(({ deed }) => deed === wanted).length;
  return {
    ...{ key, name, target, facesNamed: count("name-face"), facesDrawn: count("draw-face") },
    ...{ photosWithoutFace: count("add-appearance"), conflicts },
  };
}

function weightOf({ facesNamed, facesDrawn, photosWithoutFace }: PlannedPerson): number {
  return facesNamed + facesDrawn + photosWithoutFace;
}
