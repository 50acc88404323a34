/** An action was begun inside another one. */
export class NestedActionError extends Error {
  override readonly name = "NestedActionError";
  readonly kind: string;

  constructor(kind: string) {
    super(
      `The action "${kind}" was begun inside another action or transaction. This is a mistake in Familiar.`,
    );
    this.kind = kind;
  }
}

/** There is nothing to undo. */
export class NothingToUndoError extends Error {
  override readonly name = "NothingToUndoError";

  constructor() {
    super(
      "There is nothing to undo: nothing was named, merged, ignored or changed yet, or all of it is undone.",
    );
  }
}

/** There is nothing to redo. */
export class NothingToRedoError extends Error {
  override readonly name = "NothingToRedoError";

  constructor() {
    super("There is nothing to redo: nothing is undone, or something else was done since.");
  }
}

/** An action that was to be undone is not done. */
export class ActionNotDoneError extends Error {
  override readonly name = "ActionNotDoneError";
  readonly actionId: number;

  constructor(actionId: number) {
    super(
      `There is no action ${actionId} to undo. "familiar history" lists what was done, with its numbers.`,
    );
    this.actionId = actionId;
  }
}

/** The text journal cannot be read or written. */
export class JournalAccessError extends Error {
  override readonly name = "JournalAccessError";
  readonly path: string;

  constructor(path: string, cause: unknown) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    super(`The journal of your decisions ${path} cannot be used: ${reasonsByCode[code] ?? code}.`, { cause });
    this.path = path;
  }
}

/** The text journal was written by a newer Familiar; this one would misread it. */
export class JournalNewerError extends Error {
  override readonly name = "JournalNewerError";
  readonly path: string;

  constructor(path: string) {
    super(
      `The journal of your decisions ${path} was written by a newer Familiar. Update Familiar, or name another ` +
        "library folder. Nothing was changed.",
    );
    this.path = path;
  }
}

const reasonsByCode: Readonly<Partial<Record<string, string>>> = {
  EACCES: "Familiar is not allowed to read or write there",
  EPERM: "Familiar is not allowed to read or write there",
  EROFS: "its drive can only be read",
  ENOSPC: "there is no space left on its drive",
  EISDIR: "there is a folder of that name",
  EIO: "its drive could not be read or written",
};

/** An error of the file system about the journal, in words; any other error as it is. */
export function asJournalError(path: string, error: unknown): unknown {
  const isOfFiles = error instanceof Error && "syscall" in error;
  return isOfFiles ? new JournalAccessError(path, error) : error;
}
