import { PhotoError } from "./photo-error.ts";

// enum heif_error_code and heif_suberror_code of libheif/heif_error.h.
const unsupportedFileType = 3;
const unsupportedFeature = 4;
const securityLimitExceeded = 1000;

/** Puts a libheif error (its code, subcode and English message) into words; the original is kept as `cause`. */
export function photoErrorFromLibheif(code: number, subcode: number, message: string): PhotoError {
  const cause = new Error(`libheif error ${code}.${subcode}: ${message}`);
  if (subcode === securityLimitExceeded) {
    return new PhotoError("too-large", "The HEIC picture asks for more memory than a photo can need.", {
      cause,
    });
  }
  if (code === unsupportedFileType || code === unsupportedFeature) {
    return new PhotoError("unsupported", "This HEIC picture uses a coding that Familiar cannot open.", {
      cause,
    });
  }
  return damagedHeic(cause);
}

/** The error for HEIC content that cannot be decoded, or only in part. */
export function damagedHeic(cause?: unknown): PhotoError {
  return new PhotoError("damaged", "The HEIC picture is damaged and cannot be shown whole.", { cause });
}
