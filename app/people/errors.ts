import { countOf, listOf } from "./summary-words.ts";

/** An action on people or faces that cannot be done as asked; nothing was changed. A caller shows `message` as it is. */
export abstract class PeopleError extends Error {}

/** No face has one of these ids. */
export class UnknownFaceError extends PeopleError {
  override readonly name = "UnknownFaceError";
  readonly faceIds: readonly number[];

  constructor(faceIds: readonly number[]) {
    const which = faceIds.length === 1 ? "is no face with the number" : "are no faces with the numbers";
    super(
      `There ${which} ${listOf(faceIds.map(String))}. A photo that was analysed anew may have lost faces: ` +
        "list the faces again and choose from those.",
    );
    this.faceIds = faceIds;
  }
}

/** Nothing was chosen for an action that works on faces, groups, people or photos. */
export class NothingChosenError extends PeopleError {
  override readonly name = "NothingChosenError";
  readonly what: "face" | "group" | "person" | "photo";

  constructor(what: "face" | "group" | "person" | "photo") {
    super(`Nothing was chosen. Choose at least one ${what}.`);
    this.what = what;
  }
}

/** No person has this id. */
export class UnknownPersonError extends PeopleError {
  override readonly name = "UnknownPersonError";
  readonly personId: number;

  constructor(personId: number) {
    super(
      `There is no person with the number ${personId}. They may have been merged or deleted: ` +
        "list the people again and choose from those, or undo.",
    );
    this.personId = personId;
  }
}

/** No unnamed group with a face to be seen has this id. */
export class UnknownGroupError extends PeopleError {
  override readonly name = "UnknownGroupError";
  readonly groupId: number;

  constructor(groupId: number) {
    super(
      `There is no group without a name with the number ${groupId}. Its faces may have been named, ignored or grouped ` +
        "with others, or their photos are missing: list the groups again and choose from those.",
    );
    this.groupId = groupId;
  }
}

/** No photo has this id. */
export class UnknownPhotoError extends PeopleError {
  override readonly name = "UnknownPhotoError";
  readonly photoId: number;

  constructor(photoId: number) {
    super(
      `There is no photo with the number ${photoId}. List the faces or photos again and choose from those.`,
    );
    this.photoId = photoId;
  }
}

/** Somebody who is called the same. */
export interface Namesake {
  readonly id: number;
  /** Their faces, by the user's word or the machine's. */
  readonly faces: number;
}

/** There are people with this name already, and equal names are not equal people. */
export class NameTakenError extends PeopleError {
  override readonly name = "NameTakenError";
  readonly personName: string;
  readonly people: readonly Namesake[];

  constructor(personName: string, people: readonly Namesake[]) {
    const known = people.map(({ id, faces }) => `number ${id} with ${countOf(faces, "face")}`);
    super(
      `There ${people.length === 1 ? "is already somebody" : "are already people"} called ${personName} ` +
        `(${listOf(known)}). If this is the same person, use that number, or merge the two; ` +
        "if it is somebody else of the same name, say so by allowing the same name.",
    );
    this.personName = personName;
    this.people = people;
  }
}

/** A name with nothing to read in it. */
export class EmptyNameError extends PeopleError {
  override readonly name = "EmptyNameError";

  constructor() {
    super("A person needs a name: type at least one letter.");
  }
}

/** Two faces of one photo would be the same person. */
export class TwiceInPhotoError extends PeopleError {
  override readonly name = "TwiceInPhotoError";
  readonly photoId: number;
  /** A file that shows it, null when there is none any more. */
  readonly photo: string | null;
  /** At least two. */
  readonly faceIds: readonly number[];

  constructor(photo: { readonly id: number; readonly path: string | null }, faceIds: readonly number[]) {
    super(
      `The photo ${photo.path ?? `number ${photo.id}`} would show the same person more than once (faces ` +
        `${listOf(faceIds.map(String))}). Leave out all but one of these faces. If the photo really shows somebody ` +
        "twice, as a collage or a mirror does, allow it.",
    );
    this.photoId = photo.id;
    this.photo = photo.path;
    this.faceIds = faceIds;
  }
}

/** The user said of these faces that they are none. */
export class FalseFaceError extends PeopleError {
  override readonly name = "FalseFaceError";
  readonly faceIds: readonly number[];

  constructor(faceIds: readonly number[]) {
    super(
      `${faceIds.length === 1 ? "Face" : "The faces"} ${listOf(faceIds.map(String))} ` +
        `${faceIds.length === 1 ? "was" : "were"} deleted as no face at all. Restore first, then name.`,
    );
    this.faceIds = faceIds;
  }
}

/** These faces are confirmed as somebody else. */
export class FaceNamedError extends PeopleError {
  override readonly name = "FaceNamedError";
  readonly faceIds: readonly number[];

  constructor(faceIds: readonly number[]) {
    super(
      `${faceIds.length === 1 ? "Face" : "The faces"} ${listOf(faceIds.map(String))} already ` +
        `${faceIds.length === 1 ? "has" : "have"} another name that you gave. Move to the other person if that was wrong.`,
    );
    this.faceIds = faceIds;
  }
}

/** These faces belong to nobody, or not to the person meant. */
export class FaceNotTheirsError extends PeopleError {
  override readonly name = "FaceNotTheirsError";
  readonly faceIds: readonly number[];
  /** Null = the faces had to be anybody's. */
  readonly personId: number | null;

  constructor(faceIds: readonly number[], person: { readonly id: number; readonly name: string } | null) {
    super(
      `${faceIds.length === 1 ? "Face" : "The faces"} ${listOf(faceIds.map(String))} ` +
        `${faceIds.length === 1 ? "does" : "do"} not belong to ${person?.name ?? "anybody"}. ` +
        (person === null
          ? "Choose faces that have a name."
          : `Choose faces of ${person.name}, or name these first.`),
    );
    this.faceIds = faceIds;
    this.personId = person?.id ?? null;
  }
}

/** Faces do not share one group or one person. */
export class FacesNotTogetherError extends PeopleError {
  override readonly name = "FacesNotTogetherError";
  readonly faceIds: readonly number[];

  constructor(faceIds: readonly number[]) {
    super(
      `The faces ${listOf(faceIds.map(String))} are not all in one group, or not all of one person. ` +
        "Choose faces of one group or one person at a time.",
    );
    this.faceIds = faceIds;
  }
}

/** A split that would leave nothing behind. */
export class NothingLeftBehindError extends PeopleError {
  override readonly name = "NothingLeftBehindError";

  constructor() {
    super(
      "All faces of the group or person were chosen, so there is nothing to split them from. " +
        "Leave out the faces that are to stay together.",
    );
  }
}

/** Something that takes two or more was asked for with fewer. */
export class TooFewError extends PeopleError {
  override readonly name = "TooFewError";
  readonly what: "face" | "group" | "person";

  constructor(what: "face" | "group" | "person") {
    const plural = what === "person" ? "people" : `${what}s`;
    super(`Choose at least two different ${plural}.`);
    this.what = what;
  }
}

/** The user said that these two are different people. */
export class DifferentPeopleError extends PeopleError {
  override readonly name = "DifferentPeopleError";
  readonly personIds: readonly [number, number];

  constructor(one: { readonly id: number; readonly name: string }, other: typeof one) {
    super(
      `You said before that ${one.name} (number ${one.id}) and ${other.name} (number ${other.id}) are two different ` +
        "people. If that was wrong, allow merging them all the same.",
    );
    this.personIds = [one.id, other.id];
  }
}

/** People with different birth dates are to become one. */
export class BirthDatesDifferError extends PeopleError {
  override readonly name = "BirthDatesDifferError";
  readonly birthDates: readonly { readonly personId: number; readonly birthDate: string }[];

  constructor(people: readonly { readonly id: number; readonly name: string; readonly birthDate: string }[]) {
    const dates = people.map(({ id, name, birthDate }) => `${name} (number ${id}) on ${birthDate}`);
    super(
      `They were not born on the same day: ${listOf(dates)}. Correct or clear the wrong birth date first, then merge; ` +
        "or leave them apart.",
    );
    this.birthDates = people.map(({ id, birthDate }) => ({ personId: id, birthDate }));
  }
}

/** Not a day on which somebody can have been born. */
export class BirthDateError extends PeopleError {
  override readonly name = "BirthDateError";
  readonly birthDate: string;

  constructor(birthDate: string, reason: "malformed" | "no-such-day" | "future") {
    const reasons = {
      malformed: "is not a date. Write year, month and day with hyphens, for example 2019-05-31.",
      "no-such-day": "is a day that the calendar does not have. Check month and day.",
      future: "is still to come. Check the year.",
    };
    super(`The birth date ${birthDate} ${reasons[reason]}`);
    this.birthDate = birthDate;
  }
}

/** A size in pixels that no face can be compared with. */
export class FaceSizeError extends PeopleError {
  override readonly name = "FaceSizeError";
  readonly sizePx: number;

  constructor(sizePx: number) {
    super(`Faces cannot be smaller than ${sizePx} pixels. Give a number above 0, for example 40.`);
    this.sizePx = sizePx;
  }
}

/** A box that cannot be a face of the photo. */
export class FaceBoxError extends PeopleError {
  override readonly name = "FaceBoxError";
  readonly photoId: number;

  constructor(photoId: number, reason: "outside" | "too-small" | "no-size-known" | "video") {
    const reasons = {
      outside:
        "The rectangle lies outside of the photo. Draw it around the face, in pixels of the upright photo.",
      "too-small": "The rectangle is too small to show a face. Draw it around the whole face.",
      "no-size-known":
        "This photo has not been analysed yet, so that its size is not known. Scan its folder, then draw the face.",
      video: "Faces cannot be drawn into a video. Say who is in it without a face instead.",
    };
    super(reasons[reason]);
    this.photoId = photoId;
  }
}

/** There is a face where one is to be drawn. */
export class FaceThereAlreadyError extends PeopleError {
  override readonly name = "FaceThereAlreadyError";
  readonly faceId: number;

  constructor(faceId: number) {
    super(
      `There is a face in this place already: number ${faceId}. Name that one instead of drawing it again.`,
    );
    this.faceId = faceId;
  }
}
