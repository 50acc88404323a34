/** A rectangle in shares of a picture: 0, 0 is the upper left corner, 1, 1 the lower right one. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Who wrote a name: which of the formats it is in. */
export const regionKinds = ["mwg", "microsoft", "iptc", "acdsee", "picasa", "keywords"] as const;
export type RegionKind = (typeof regionKinds)[number];

/** Where the metadata lies. */
export type RegionPlace = "sidecar" | "embedded" | "picasa.ini";

/** In which picture an area is: the one that is stored in the file, or the upright one that people see. */
export type Frame = "stored" | "upright";

/** A person that metadata names, as it is written. */
export interface WrittenRegion {
  /** Null = a face without a name. */
  readonly name: string | null;
  /** Null = the person is in the photo, and it is not said where. */
  readonly area: Area | null;
  readonly kind: RegionKind;
  /** The size in pixels of the picture that the area was said of; null = not said. */
  readonly appliedTo: { readonly width: number; readonly height: number } | null;
  /** The frame that the format has by its rules, when nothing else decides. */
  readonly usualFrame: Frame;
}

/** A person that metadata names, in the upright picture. */
export interface NamedRegion {
  readonly name: string;
  /** Of the upright picture; null = it is not said where. */
  readonly area: Area | null;
  readonly kind: RegionKind;
  readonly source: { readonly place: RegionPlace; readonly path: string };
}
