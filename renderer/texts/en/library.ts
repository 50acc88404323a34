/** All photos in the order of time. */
export const library = {
  title: "Photos",
  empty: "No photos yet",
  emptyText:
    "Choose the folders with your photos. Familiar only reads them; your photos stay where they are, on this computer.",
  chooseFolders: "Choose folders",
} as const;
