import { count, units } from "./units.ts";

const faces = (value: number) => count(value, "face");

export const review = {
  title: "Review",
  left: (questions: number, about: number, singles: number) => {
    if (questions === 0) return singles === 0 ? "Nothing left" : `${count(singles, "single face")} left`;
    const most = `${count(questions, "question")} left${about === 0 ? "" : ` for about ${faces(about)}`}`;
    return singles === 0 ? most : `${most}, then ${count(singles, "single face")}`;
  },
  settles: (value: number) => (value === 1 ? "One face" : `One answer settles ${faces(value)}`),
  wasSkipped: "You skipped this before.",
  whoIsThis: "Who is this?",
  isThis: (name: string) => `Is this ${name}?`,
  areThese: (value: number, name: string) => `Are these ${faces(value)} ${name}?`,
  areTheseRight: "Are these right?",
  maybe: (name: string) => `${name}?`,
  maybeFaces: (value: number) => `${faces(value)}, all asked about as one`,
  more: (value: number) => `+${String(value)}`,
  match: (name: string, face: string) => `Is this ${name}? ${face}`,
  matchesHint:
    "Each face with the person it may be, who is in the small picture. Click those that are wrong, or mark them with the arrow keys and Space; P shows the photo.",
  onePerson: "Are these one person?",
  samePerson: (one: string, other: string) => `Are ${one} and ${other} one person?`,
  twoPeople: "Are there two people among these?",
  twoPeopleOf: (name: string) => `Is somebody else among the faces of ${name}?`,
  name: "Name of this person",
  fieldHint:
    "Page Down skips. Escape leaves the field; then the keys of the buttons hold, and P shows the photo.",
  somebodyElse: "Who it is",
  knownAs: (name: string) => `Faces that you gave to ${name}`,
  asked: "Faces that are asked about",
  ownFaces: (value: number) => `This group, ${faces(value)}`,
  alike: (value: number) =>
    `Probably the same person: ${count(value, "group")} more. What you leave out is somebody else.`,
  likely: (probability: number) => `${units.percent(probability)} likely`,
  include: (value: number) => (value === 1 ? "Include this face" : `Include these ${faces(value)}`),
  stays: (value: number) => `These ${faces(value)}`,
  leaves: (value: number) => `And these ${faces(value)}`,
  sideOf: (name: string | null, value: number) =>
    name === null ? `A group of ${faces(value)}` : `${name}, ${faces(value)}`,
  face: (date: string | null) => (date === null ? "Face" : `Face, ${date}`),
  excepted: "not this person",
  showPhoto: "Show the photo",
  photoOf: (date: string | null) => (date === null ? "Photo" : `Photo of ${date}`),
  photoHint: "Arrows show the other faces, Escape closes.",
  showAll: (value: number) => `Show all ${faces(value)}`,
  tooMany: (value: number) => `${faces(value)} more are not shown. They count all the same.`,
  groupsAsked: (value: number) => `${count(value, "group")} that may be the same person`,
  markAll: "Mark all",
  unmarkAll: "Unmark all",
  exceptHint:
    "Click faces that are somebody else, or mark them with the arrow keys and Space; P shows the photo.",
  yes: (value: number) => (value === 1 ? "Yes" : `Yes, all ${String(value)}`),
  yesBut: (value: number) =>
    value === 1 ? "Yes, but not the marked one" : `Yes, but not the ${String(value)} marked`,
  no: (value: number) => (value === 1 ? "No" : "No, none of them"),
  mergeYes: "One person",
  mergeNo: "Two people",
  splitYes: "Two people",
  splitNo: "One person",
  somebodyElseButton: "Somebody else…",
  nameThem: "Name them…",
  nameSecond: "Name the second…",
  ignore: (value: number) => (value === 1 ? "Ignore this face" : `Ignore all ${faces(value)}`),
  skip: "Skip",
  takeBack: "Take back",
  nextFace: "Next face",
  markFace: "Mark the face as somebody else",
  skipped: "Skipped; it comes again at the end",
  takenBack: (undone: { readonly summary: string | null } | null) => {
    if (undone === null)
      return "Nothing was answered in this review yet. The history has what was done before.";
    return undone.summary === null ? "Back to the question" : `Taken back: ${undone.summary}`;
  },
  changedMeanwhile: "This question has changed meanwhile. Here is how it stands now.",
  oneMoment: "Looking for the next question…",
  doneTitle: "Nothing is left to ask",
  done: (answers: number, about: number) =>
    answers === 0
      ? "Familiar asks again when new photos bring new faces."
      : `You gave ${count(answers, "answer")} about ${faces(about)}. Familiar asks again when new photos bring new faces.`,
  given: (answers: number, about: number) => `You gave ${count(answers, "answer")} about ${faces(about)}.`,
  answers: "Answers",
  toPeople: "Go to people",
  singlesTitle: "Now come single faces",
  singles: (value: number) =>
    `${count(value, "face")} ${value === 1 ? "is" : "are"} like no other. Each is asked about on its own: name those whom you know, ignore strangers.`,
  goOn: "Go through single faces",
} as const;
