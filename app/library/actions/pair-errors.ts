import { PeopleError } from "../../people/errors.ts";

/** What was asked of the raw file of a photo does not fit how they are; nothing was changed. */
export class PairError extends PeopleError {
  override readonly name = "PairError";
  readonly photoId: number;

  constructor(photoId: number, message: string) {
    super(message);
    this.photoId = photoId;
  }
}
