import { count, number } from "./units.ts";

/** Names in the metadata of photos: taken over, and written. */
export const names = {
  title: "Names in your photos",
  readText:
    "Lightroom, digiKam, Picasa, Windows Photo Gallery, ACDSee and others write names into photos or beside them. Familiar can take them over. You see everything before it happens.",
  read: "Look for names",
  reading: "Reading the names in your photos",
  writeText:
    "Write the names that you give, for other programs. Switched off, nothing new is written; what Familiar wrote before follows when you rename somebody.",
  modes: {
    off: { label: "Write nothing new", text: "Names stay in Familiar" },
    sidecar: { label: "Beside the photos", text: "In files like photo.jpg.xmp; the photos are not touched" },
    file: {
      label: "Into the photos",
      text: "In JPEG, PNG, TIFF, WebP and HEIC; the pictures stay as they are",
    },
  },
  keepTime: "Photos keep their date of change",
  keepTimeText: "Some backup programs then do not notice that a photo was written.",
  written: (files: number) => `${count(files, "file")} with names that Familiar wrote`,
  putBack: "Put back",
  putBackText: (files: number, date: string) => `${count(files, "file")} written last, on ${date}`,
  intoFilesTitle: "Write names into the photos themselves?",
  intoFilesText:
    "Every photo with somebody whom you named is written now, and again when a name changes. Only the names in it change, and you can put the files back here.",
  write: "Write",
  preview: "Names found in your photos",
  none: "No names were found.",
  nothingNew: "Familiar has all of these names already.",
  summary: (found: number, people: number, photos: number) =>
    `${count(found, "name")} of ${people === 1 ? "1 person" : `${number(people)} people`} in ${count(photos, "photo")} with names`,
  faces: (named: number, drawn: number, without: number) =>
    [
      ...(named > 0 ? [count(named, "face")] : []),
      ...(drawn > 0 ? [`${count(drawn, "face")} that Familiar did not find`] : []),
      ...(without > 0 ? [`${count(without, "photo")} without a face`] : []),
    ].join(", "),
  who: (name: string) => `Who is ${name}?`,
  newPerson: "A new person",
  existing: (name: string, id: number) => `${name} (person ${id})`,
  leaveOut: "Leave out",
  choose: "Choose who it is",
  takeOver: (deeds: number) => `Take over ${count(deeds, "name")}`,
  conflicts: (conflicts: number) => `${count(conflicts, "name")} left out, as your own word goes first`,
  problems: (problems: number) => `${count(problems, "file")} could not be read`,
  notScanned: (photos: number) => `${count(photos, "photo")} with names not analysed yet`,
  importedBefore: (imported: number) => `${count(imported, "name")} taken over before`,
  reasons: {
    "other-name": "you gave the face another name",
    rejected: "you said that it is somebody else",
    ignored: "you ignore the face",
    "no-face": "you said that there is no face",
    twice: "they have another face in the photo",
    "several-people": "several people are called so",
    "too-small": "the marked place is too small",
  },
  conflict: (name: string, file: string, reason: string) => `${name} in ${file}: ${reason}`,
} as const;
