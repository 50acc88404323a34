const reasonsByCode: Readonly<Partial<Record<string, string>>> = {
  ENOENT: "it is not there any more",
  ENOTDIR: "a part of the path is a file, not a folder",
  EEXIST: "there is a file of that name",
  EISDIR: "it is a folder",
  EACCES: "Familiar is not allowed to read or write there",
  EPERM: "Familiar is not allowed to read or write there",
  EROFS: "the drive can only be read",
  ENOSPC: "there is no space left on the drive",
  EDQUOT: "there is no space left for you on the drive",
  EFBIG: "it is too large for the drive",
  ENAMETOOLONG: "its name is too long for the drive",
  EINVAL: "its name is not allowed on the drive",
  EIO: "the drive could not be read or written",
};

/** The code of an error of the file system, such as "ENOENT"; empty for any other error. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** Why something could not be done with a file, in words for people. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return reasonsByCode[codeOf(error)] ?? message;
}
