import { count, number } from "./units.ts";

/** Choosing folders, wherever it is done. */
export const folders = {
  add: "Add folders…",
  chooseTitle: "Choose folders with photos",
  addChosen: (chosen: number, name: string) =>
    chosen <= 1 ? `Add “${name}”` : `Add ${count(chosen, "folder")}`,
  starts: "Places",
  home: "Home",
  above: "Folders above this one",
  foldersIn: (name: string) => `Folders in ${name}`,
  choose: (name: string) => `Choose ${name}`,
  open: (name: string) => `Open ${name}`,
  photosHere: (photos: number) =>
    photos === 0 ? "No photos directly in this folder" : `${count(photos, "photo")} directly in this folder`,
  noFolders: "No folders in here",
  dropRefused:
    "A browser does not tell where dropped folders lie. Choose them from the list, or use the desktop app.",
  filesIn: (files: number) => count(files, "photo file"),
  missingIn: (missing: number) => `${number(missing)} missing`,
} as const;
