import type { Area } from "../region.ts";

/** Who is to be named in a photo's metadata. */
export interface PhotoPeople {
  /** People with a face that the user gave them, and where it is in the upright picture. */
  readonly faces: readonly { readonly name: string; readonly area: Area }[];
  /** People who are in it without a face to be seen. */
  readonly withoutFace: readonly string[];
}

/** The lists of XMP that Familiar writes. */
export const writtenLists = ["mwg", "microsoft", "people", "keywords", "hierarchy"] as const;
export type WrittenList = (typeof writtenLists)[number];

/** Everybody who is to be named, each once. */
export function namesOf({ faces, withoutFace }: PhotoPeople): string[] {
  return [...new Set([...faces.map(({ name }) => name), ...withoutFace])];
}
