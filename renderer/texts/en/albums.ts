import { units } from "./units.ts";

/** Albums, and putting photos into them. */
export const albums = {
  addTo: "Add to album…",
  addTitle: (photos: number) => `Add ${units.photos(photos)} to an album`,
  chooseLabel: "Name of an album",
  choosePlaceholder: "Find an album, or name a new one",
  newNamed: (name: string) => `New album: ${name}`,
  noManualAlbums: "No album yet. Type a name to make one.",
} as const;
