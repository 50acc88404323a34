import { transferVersion } from "./format.ts";

/** An export or import that cannot be done, in words for the user. */
export class TransferError extends Error {
  override readonly name: string = "TransferError";
}

/** A file that is no export of Familiar, or a damaged one. */
export class TransferFileError extends TransferError {
  override readonly name = "TransferFileError";

  constructor(file: string, problem: string, cause?: unknown) {
    super(`${file} cannot be imported: ${problem}`, { cause });
  }
}

/** A file that a newer Familiar wrote. */
export class TransferNewerError extends TransferError {
  override readonly name = "TransferNewerError";

  constructor(file: string, version: number) {
    super(
      `${file} was written by a newer Familiar (version ${version} of the file; this one reads up to ${transferVersion}). ` +
        "Update Familiar, then import it again.",
    );
  }
}

/** The looks in a file of people are of another model than the library's. */
export class OtherModelError extends TransferError {
  override readonly name = "OtherModelError";

  constructor(file: string, theirs: string, ours: string) {
    super(
      `${file} says what people look like to the model ${theirs}, but this library uses ${ours}, which sees other things. ` +
        `Either change this library to ${theirs} (familiar models use ${theirs}, or in the settings under Models), or ` +
        `change the other library to ${ours} and export its people again.`,
    );
  }
}

/** Somebody to import is called like somebody who is here, and it was not said whether they are the same. */
export class SameNamesError extends TransferError {
  override readonly name = "SameNamesError";
  readonly names: readonly string[];

  constructor(names: readonly string[]) {
    const shown = names.slice(0, 5);
    const more = names.length - shown.length;
    super(
      `${names.length === 1 ? "Somebody" : "People"} with the same name ${names.length === 1 ? "is" : "are"} here already: ` +
        `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}. Say whether they are the same people: ` +
        "--same-name merge if they are, --same-name separate if they are not.",
    );
    this.names = names;
  }
}

/** The file to be written is there already. */
export class FileThereError extends TransferError {
  override readonly name = "FileThereError";

  constructor(file: string) {
    super(`${file} is there already. Choose another name, or overwrite it with --force.`);
  }
}
