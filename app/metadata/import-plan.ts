import type { FaceBox } from "../db/faces.ts";
import type { RegionKind } from "./region.ts";

/** Why a name is not taken over; the user's own word goes before that of a file. */
export type ConflictReason =
  /** The user gave the face to somebody else. */
  | "other-name"
  /** The user said that the face is not this person. */
  | "rejected"
  /** The user ignores the face. */
  | "ignored"
  /** The user said that there is no face. */
  | "no-face"
  /** The person has another face in the photo already. */
  | "twice"
  /** Several people of the library are called so. */
  | "several-people"
  /** The area is smaller than a face can be. */
  | "too-small";

/** Who is meant by a name. */
export type NamedTarget =
  | { readonly kind: "new"; readonly name: string }
  | { readonly kind: "existing"; readonly personId: number; readonly name: string }
  | { readonly kind: "several-people"; readonly personIds: readonly number[] }
  | { readonly kind: "left-out" };

/** What the user says about a name of a file: it is this person, somebody new, or nobody to take over. */
export type NameChoice = { readonly personId: number } | "new" | "leave-out";

/** One person of the preview. */
export interface PlannedPerson {
  /** What stands for the name in choices: two spellings that differ in case only are one. */
  readonly key: string;
  readonly name: string;
  readonly target: NamedTarget;
  readonly facesNamed: number;
  readonly facesDrawn: number;
  readonly photosWithoutFace: number;
  readonly conflicts: number;
}

/** One thing that an import does in a photo. */
export type PlannedDeed = {
  readonly photoId: number;
  readonly key: string;
  readonly name: string;
  readonly kind: RegionKind;
  readonly digest: string;
} & (
  | { readonly deed: "name-face"; readonly faceId: number }
  | { readonly deed: "draw-face"; readonly box: FaceBox }
  | { readonly deed: "add-appearance" }
);

/** A name that is not taken over. */
export interface Conflict {
  readonly photoId: number;
  readonly path: string;
  readonly name: string;
  readonly reason: ConflictReason;
  readonly faceId: number | null;
}

/** Metadata that could not be read. */
export interface MetadataProblem {
  readonly path: string;
  /** In words for people. */
  readonly reason: string;
}

/** All that an import would do. */
export interface ImportPlan {
  /** Those with most faces first. */
  readonly people: readonly PlannedPerson[];
  readonly deeds: readonly PlannedDeed[];
  readonly conflicts: readonly Conflict[];
  readonly problems: readonly MetadataProblem[];
  readonly counts: ImportCounts;
}

/** An import in figures. */
export interface ImportCounts {
  /** Photos whose metadata was looked at. */
  readonly photosRead: number;
  /** Those of them that name anybody. */
  readonly photosWithNames: number;
  readonly peopleNew: number;
  readonly peopleExisting: number;
  readonly facesNamed: number;
  readonly facesDrawn: number;
  readonly photosWithoutFace: number;
  /** Names that the library has already. */
  readonly alreadySo: number;
  /** Names that an earlier import took over; what became of them since is the user's word. */
  readonly importedBefore: number;
  readonly facesWithoutName: number;
  /** Photos with names that have not been scanned yet. */
  readonly photosNotScanned: number;
  readonly conflicts: number;
}
