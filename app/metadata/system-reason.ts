const reasonsByCode: Readonly<Partial<Record<string, string>>> = {
  ENOENT: "it is no longer there",
  ENOTDIR: "it is no longer there",
  EACCES: "Familiar is not allowed to",
  EPERM: "Familiar is not allowed to",
  EROFS: "its drive can only be read",
  ENOSPC: "there is no space left on its drive",
  EDQUOT: "there is no space left for you on its drive",
  EBUSY: "another program uses it",
  EIO: "its drive stopped answering",
};

/** An error of the file system in words for people; null = it is another error. */
export function reasonOfCode(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return null;
  return (
    reasonsByCode[error.code] ?? (/^E[A-Z0-9]+$/.test(error.code) ? `the system says ${error.code}` : null)
  );
}
