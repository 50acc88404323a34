import { count } from "./units.ts";

/** People, a person, an unnamed group, and naming anywhere. */
export const people = {
  nobodyYet: "Nobody has a name yet. Type one.",
  nobodyFits: "Nobody of that name.",
  newPerson: (name: string) => `New person: ${name}`,
  nameTaken: (name: string) => `There is already somebody called ${name}`,
  nameTakenText: (name: string, namesakes: number) =>
    namesakes === 1
      ? `Is this the same ${name}, or somebody else of that name?`
      : `Is this one of them, or yet another ${name}?`,
  samePerson: "The same person",
  somebodyElse: "Somebody else of that name",
  twiceInPhoto: "The same person twice in one photo?",
  twiceInPhotoText:
    "These faces are in one photo, so they are usually two people. A collage or a mirror may show somebody twice.",
  allowTwice: "It shows them twice",
  faceNumber: (number: number) => `Face ${String(number)}`,
  selected: (value: number) => `${count(value, "face")} selected`,
} as const;
