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
  writeMenu: (photos: number) => `Write names into ${count(photos, "photo")}…`,
  writeThisMenu: "Write names into this photo…",
  writeTitle: (photos: number) => `Write names into ${count(photos, "photo")}`,
  writeThisTitle: "Write names into this photo",
  writeDialogText:
    "Other programs can read them then. Everybody whom you named or confirmed in a photo is written, but for private people; whom Familiar added by itself is not. The pictures stay as they are, and the files can be put back.",
  writeWhere: "Where to write",
  writeOnce: "This time only. What is written by itself is chosen in Settings.",
  looking: "Looking at what would change",
  planned: (files: number, into: "sidecar" | "file") =>
    into === "file"
      ? `${count(files, "file")} would change`
      : `${count(files, "file")} beside the photos would be written`,
  nothingToWrite:
    "There is nothing to write: nobody has a name that you gave, or the files have the names already.",
  asTheyShould: (files: number) =>
    `${count(files, "file")} ${files === 1 ? "has" : "have"} the names already`,
  failing: (files: number) => `${count(files, "file")} cannot be written`,
  onlyFirst: (read: number, photos: number) =>
    `These are the first ${number(read)} of ${count(photos, "photo")}; the others are looked at when they are written.`,
  whatChanges: "What would change",
  adds: (list: string) => `Adds ${list}`,
  takesOut: (list: string) => `Takes out ${list}, as Familiar wrote it before and it is no longer so`,
  bringsUpToDate: (list: string) => `Brings ${list} up to date`,
  leaves: {
    "other-name": (name: string) => `Leaves the face of ${name}: another program has another name there`,
    cropped: (name: string) =>
      `Leaves the face of ${name}: the places there are of a picture that was cropped since`,
  },
  writeFiles: (files: number) => `Write ${count(files, "file")}`,
  writePhotos: (photos: number) => `Write into ${count(photos, "photo")}`,
  writing: "Writing names",
  puttingBack: "Putting files back",
  goesOn: "You may close this: it goes on, and Activity shows how far it is.",
  stop: "Stop",
  wasStopped: "Stopped.",
  outcome: (message: string) =>
    `${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.!?]$/.test(message) ? "" : "."}`,
  leftAsBefore: (files: number) => `${count(files, "file")} left as before`,
  moreInActivity: (files: number) => `and ${number(files)} more: see Activity`,
  putBackFiles: (files: number) => `Put back ${count(files, "file")}`,
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
