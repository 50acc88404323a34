/** A file or folder that a walk could not look at. */
export interface WalkProblem {
  readonly path: string;
  /** For people: what happened and what to do. */
  readonly reason: string;
  readonly isFolder: boolean;
}

/** What was being looked at; a root is a folder that the user named. */
export type WalkSubject = "root" | "folder" | "file" | "link";

/** The drive or the way to it failed, as far as the systems' error codes tell. */
const driveCodes = new Set([
  "EIO",
  "ENXIO",
  "ENODEV",
  "ESTALE",
  "ETIMEDOUT",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "UNKNOWN",
]);

/** Does this error code say that there is nothing at the path (any more)? A link in a circle leads nowhere, too. */
export function isGoneCode(code: string): boolean {
  return code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP";
}

/** The reason for people, from the error code of a failed call of the file system ("EACCES"). */
export function reasonOfCode(code: string, path: string, subject: WalkSubject): string {
  if (subject === "root" && code === "ENOENT")
    return `The folder ${path} cannot be found. Is its drive connected?`;
  if (subject === "root" && code === "ENOTDIR")
    return `${path} is not a folder. Name the folder that holds it.`;
  const noun = subject === "root" ? "folder" : subject;
  if (isGoneCode(code)) return `This ${noun} leads to nothing: what it stood for was moved or deleted.`;
  if (code === "EACCES" || code === "EPERM")
    return `Familiar is not allowed to read this ${noun}. Change its permissions, then scan again.`;
  if (driveCodes.has(code))
    return `This ${noun} could not be read from its drive (${code}). Check that the drive is connected and healthy, then scan again.`;
  if (code === "ENAMETOOLONG")
    return `The path of this ${noun} is too long for the system. Move it to a shorter one.`;
  return `This ${noun} could not be read (${code}).`;
}

/** The reason for a name that is not UTF-8; such a name cannot be kept as text, and so not be found again. */
export function reasonOfUnreadableName(isFolder: boolean): string {
  return (
    `The name of this ${isFolder ? "folder" : "file"} has bytes that are not valid text (UTF-8), shown here as "\uFFFD". ` +
    "Rename it, then scan again."
  );
}
