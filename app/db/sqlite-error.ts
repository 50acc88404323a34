/**
 * SQLite's own code of an error that it threw (for example "SQLITE_BUSY"), or undefined for any other value.
 * Told by the code and not by the class, so that only open.ts has to load the database library.
 */
export function sqliteErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  return error.code.startsWith("SQLITE_") ? error.code : undefined;
}

/** Is this a file that is no database at all, or one whose content is destroyed? */
export function isDamage(code: string): boolean {
  return code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB";
}

/** Why SQLite could not work, for people: a sentence to put behind "... cannot be opened". */
export function reasonOfSqliteCode(code: string): string {
  if (code === "SQLITE_FULL") return "There is no space left on its drive. Free some space, then try again.";
  if (code.startsWith("SQLITE_BUSY"))
    return "Another program is writing to it. Wait a moment, then try again.";
  if (code.startsWith("SQLITE_READONLY") || code.startsWith("SQLITE_CANTOPEN") || code === "SQLITE_PERM")
    return "Familiar is not allowed to read or write there. Change the permissions of the folder, or choose another one.";
  if (code.startsWith("SQLITE_IOERR"))
    return `Its drive could not be read or written (${code}). Check that the drive is connected and healthy.`;
  return `The database reports ${code}.`;
}
