import { count, number, units } from "./units.ts";

/** Names out of the library, and into it. */
export const transfer = {
  title: "Take your names elsewhere",
  text: "All that you said is yours. No photo is copied, and nothing leaves this computer by itself.",
  formats: {
    json: {
      name: "Everything",
      text: "Names, faces, decisions and albums in one file. Importing it elsewhere loses nothing.",
      export: "Export everything",
    },
    csv: {
      name: "Table of faces",
      text: "One row a face, for a spreadsheet.",
      export: "Export a table of faces",
    },
    people: {
      name: "People only",
      text: "Who people are and what they look like, without photos, so that another library recognises them. Private people stay here.",
      export: "Export people only",
    },
  },
  exportShort: "Export",
  save: (name: string, bytes: number) =>
    `Save ${name} (${bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.ceil(bytes / 1e3).toFixed(0)} kB`})`,
  import: "Import names…",
  importText:
    "Choose a file that Familiar exported. What you said here stays as it is, and you see first what would change.",
  sending: "Handing over the file…",
  previewTitle: (fileName: string) => `Import ${fileName}?`,
  previewText: "This would be added. It is one step in the history, and can be undone.",
  nothing: "All of it is here already.",
  doImport: "Import",
  figures: {
    newPeople: "New people",
    people: "People who are here already",
    named: "Named faces",
    ignored: "Ignored faces",
    notFaces: "Places without a face",
    albums: "New albums",
    stacks: "Decisions about stacks",
    partedPairs: "Raw files shown apart",
    looks: "Looks to recognise people by",
    waiting: "Photos that wait for a scan",
    byPath: "Photos found by their path",
  },
  who: "The same people?",
  whoText: "They are called like somebody here. Equal names are not equal people.",
  same: "The same person",
  other: "Somebody else",
  question: (name: string, faces: number, birthDate: string | null) =>
    `${name}, ${units.faces(faces)}${birthDate === null ? "" : `, born ${units.day(birthDate)}`}`,
  allSame: "All the same",
  allOther: "All somebody else",
  conflicts: (conflicts: number) =>
    `${count(conflicts, "thing is", "things are")} left out, because you said something else here`,
  moreConflicts: (more: number) => `and ${number(more)} more`,
} as const;
