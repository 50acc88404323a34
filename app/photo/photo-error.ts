/** Why a file could not be used as a photo, in the order a person would check. */
export const photoErrorCodes = [
  "empty",
  "truncated",
  "not-a-photo",
  "unsupported",
  "too-large",
  "damaged",
  "no-permission",
  "vanished",
  "unreadable",
] as const;

export type PhotoErrorCode = (typeof photoErrorCodes)[number];

/** One file that cannot be shown; `reason` is a whole sentence for the person who owns the photos. */
export class PhotoError extends Error {
  override readonly name = "PhotoError";
  readonly code: PhotoErrorCode;
  readonly reason: string;

  constructor(code: PhotoErrorCode, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.code = code;
    this.reason = reason;
  }
}

/** The error for a file that ends before its picture does. */
export function truncatedPhoto(cause?: unknown): PhotoError {
  return new PhotoError(
    "truncated",
    "Part of the picture is missing: the file was probably copied or downloaded only in part.",
    { cause },
  );
}

const disconnected: [PhotoErrorCode, string] = [
  "unreadable",
  "The drive or network folder that holds the file stopped answering. Connect it again and scan once more.",
];
const notAFile: [PhotoErrorCode, string] = [
  "not-a-photo",
  "This is not an ordinary file (it is a folder, pipe, socket or device).",
];
const gone: [PhotoErrorCode, string] = [
  "vanished",
  "The file is no longer there; it was moved, renamed or deleted while Familiar was working.",
];
const forbidden: [PhotoErrorCode, string] = [
  "no-permission",
  "Familiar is not allowed to read this file. Give your user account permission to read it.",
];

// The codes that open, fstat and read document (open(2), read(2)), with the network file systems' additions.
const reasonsBySystemCode: Partial<Record<string, [PhotoErrorCode, string]>> = {
  ENOENT: gone,
  ENOTDIR: gone,
  EACCES: forbidden,
  EPERM: forbidden,
  EISDIR: notAFile,
  ENXIO: notAFile,
  ENODEV: disconnected,
  ESTALE: disconnected,
  ETIMEDOUT: disconnected,
  ENOTCONN: disconnected,
  EHOSTDOWN: disconnected,
  EIO: [
    "unreadable",
    "The disk reported an error while reading this file. The disk may be failing; back it up.",
  ],
  EBUSY: ["unreadable", "Another program has locked this file. Close that program and scan once more."],
  ELOOP: ["unreadable", "The file is a link that leads back to itself."],
  ENAMETOOLONG: ["unreadable", "The path of this file is longer than the system can open."],
  EMFILE: ["unreadable", "Too many files are open at once. Close other programs and scan once more."],
  ENFILE: ["unreadable", "Too many files are open at once. Close other programs and scan once more."],
};

/**
 * Puts a file system error (with a `code` such as "ENOENT") into words. A PhotoError passes through unchanged;
 * an error without a known code becomes 'unreadable'. The original is kept as `cause`.
 */
export function photoErrorFromFileSystem(error: unknown): PhotoError {
  if (error instanceof PhotoError) return error;
  const systemCode = systemCodeOf(error);
  const [code, reason] = reasonsBySystemCode[systemCode] ?? [
    "unreadable",
    `The file could not be read (the system says ${systemCode}).`,
  ];
  return new PhotoError(code, reason, { cause: error });
}

function systemCodeOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return String(error);
}
