import { PeopleError } from "../../people/errors.ts";

/** What was asked of a stack does not fit what is in it; nothing was changed. */
export class StackError extends PeopleError {
  override readonly name = "StackError";
  readonly photoIds: readonly number[];

  constructor(photoIds: readonly number[], message: string) {
    super(message);
    this.photoIds = photoIds;
  }
}
