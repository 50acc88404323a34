import {
  BirthDatesDifferError,
  DifferentPeopleError,
  FaceNamedError,
  FaceThereAlreadyError,
  FalseFaceError,
  NothingLeftBehindError,
  TwiceInPhotoError,
  UnknownGroupError,
  type PeopleError,
} from "../people/errors.ts";

/** What to type after an action could not be done, null when the message says all there is to say. */
export function adviceFor(error: PeopleError): string | null {
  if (error instanceof TwiceInPhotoError) return "To allow it: add --twice (name and merge have it).";
  if (error instanceof DifferentPeopleError) return "To merge them all the same: add --different.";
  if (error instanceof FaceNamedError) return "To move: familiar move FACE... PERSON";
  if (error instanceof FalseFaceError) return "To restore: familiar face restore FACE...";
  if (error instanceof FaceThereAlreadyError) return `To name it: familiar name face:${error.faceId} NAME`;
  if (error instanceof BirthDatesDifferError) return "To clear one: familiar person NAME --birth-date none";
  if (error instanceof NothingLeftBehindError || error instanceof UnknownGroupError) {
    return "To see who is where: familiar faces";
  }
  return null;
}
