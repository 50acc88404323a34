import { count, number } from "./units.ts";

const days = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });

/** "31 May 2019" in the words of the language, for "2019-05-31". */
function day(value: string): string {
  return days.format(new Date(`${value.slice(0, 10)}T00:00:00Z`));
}

const these = (value: number) => (value === 1 ? "this face" : `these ${number(value)} faces`);

/** The page of a person. */
export const person = {
  title: "Person",
  toPeople: "Go to people",
  gone: "This person is not there any more",
  goneText: "They were merged with somebody else, or deleted. Undo brings them back.",
  facesTab: "Faces",
  photosTab: "Photos",
  withTab: "Seen with",
  suggestionsTab: "To confirm",
  splitTab: "Two people?",
  historyTab: "History",
  history: (name: string) => `What was done about ${name}`,
  noHistory: (name: string) => `Nothing was said about ${name} yet`,
  undone: "Undone",
  undo: "Undo",
  undoMore: (actions: number) => `Undo ${number(actions)}…`,
  undoThis: (word: string, summary: string) => `${word}: ${summary}`,
  undoTitle: (actions: number) => `Undo ${count(actions, "action")}?`,
  undoText:
    "To go back to before this, all that was done after it is taken back too, about anybody. Redo does it all again.",
  undoAll: (actions: number) => `Undo all ${number(actions)}`,
  andEarlier: (actions: number) => `and ${count(actions, "earlier action")}`,
  olderHistory: "Show older",
  undated: "Without a date",
  probability: (value: number) => `${String(Math.min(99, Math.round(value * 100)))} %`,
  years: (first: string, last: string) => {
    const [from, to] = [first.slice(0, 4), last.slice(0, 4)];
    return from === to ? from : `${from} to ${to}`;
  },
  looks: (looks: number) => `${count(looks, "look")} without a photo`,
  forgetLooks: (looks: number) => `Forget ${count(looks, "look")} without a photo`,
  born: (date: string) => `born ${day(date)}`,
  aged: (youngest: string, oldest: string) =>
    youngest === oldest ? `aged ${youngest}` : `aged ${youngest} to ${oldest}`,
  newName: "New name",
  saveName: "Save",
  addBirthDate: "Add birth date…",
  changeBirthDate: "Change birth date…",
  birthDate: "Birth date",
  birthDateText: "Photos from before are never suggested, and photos tell the age.",
  saveBirthDate: "Save",
  clearBirthDate: "Forget it",
  mergeTitle: (name: string) => `Who is ${name} really?`,
  mergeText: (name: string) =>
    `All faces of ${name} go to the person you choose, whose name stays. You can undo it.`,
  facesOf: (name: string) => `Faces of ${name}`,
  photosOf: (name: string) => `Photos of ${name}`,
  noFaces: "No faces",
  noFacesText: (name: string) => `No face in a photo that is there belongs to ${name}.`,
  noPhotos: (name: string) => `No photo that is there shows ${name}`,
  nobodyWith: (name: string) => `No photo shows ${name} with anybody else who has a name`,
  photosOfBoth: (one: string, other: string, photos: number) =>
    `${count(photos, "photo")} of ${one} with ${other}`,
  assigned: (faces: number) =>
    faces === 1
      ? "Familiar added 1 of these faces itself."
      : `Familiar added ${number(faces)} of these faces itself.`,
  confirm: "Confirm",
  confirmAll: (faces: number) => (faces === 1 ? "Confirm this face" : `Confirm all ${number(faces)}`),
  rejectAll: (faces: number) => (faces === 1 ? "Reject this face" : `Reject all ${number(faces)}`),
  areThese: (name: string) => `Is this ${name}?`,
  isThem: (name: string) => `Yes, ${name}`,
  isNotThem: (name: string) => `Not ${name}`,
  somebodyElse: "Somebody else…",
  nothingWaits: "Nothing is left to confirm",
  openPhoto: "Open the photo",
  moveTo: "Move to…",
  moveTitle: (faces: number) => `Whose ${faces === 1 ? "face is this" : `faces are these ${number(faces)}`}?`,
  nameTitle: (faces: number) => `Who is in ${these(faces)}?`,
  removeFrom: (name: string) => `Not ${name}`,
  splitOff: "Split off",
  setCover: "Use as cover",
  notAFace: "Not a face",
  splitQuestion: (name: string | null, probability: number) =>
    `${name === null ? "This group" : `Faces of ${name}`} may be two people (${String(Math.round(probability * 100))} % sure).`,
  twoPeople: (faces: number) => `Two people: split off ${count(faces, "face")}`,
  splitNamed: (faces: number) =>
    faces === 1 ? "I know whose face the one is…" : `I know whose faces the ${number(faces)} are…`,
  onePerson: "No, one person",
  staying: (faces: number) => `${count(faces, "face")} would stay`,
  leaving: (faces: number) => `${count(faces, "face")} would leave`,
} as const;

/** The page of an unnamed group, and of ignored faces. */
export const group = {
  title: "Who is this?",
  facts: (faces: number) => `${count(faces, "face")} without a name`,
  gone: "This group is not there any more",
  goneText: "Its faces were named, ignored or grouped with others. Undo brings it back.",
  nameAll: (faces: number) => (faces === 1 ? "Name of this face" : `Name of all ${number(faces)} faces`),
  ignoreAll: (faces: number) => (faces === 1 ? "Ignore this face" : `Ignore all ${number(faces)}`),
  nameSelected: "Name…",
  splitOff: "Somebody else: split off",
  lookAlikes: "Is this the same person?",
  samePerson: (faces: number) => `The same person: add ${count(faces, "face")}`,
  somebodyElse: (faces: number) => `Somebody else: keep ${count(faces, "face")} apart`,
  nothingIgnored: "No face is ignored",
  nothingIgnoredText: "Faces that you ignore, such as strangers in the background, are kept here.",
  stopIgnoring: "Stop ignoring",
} as const;
