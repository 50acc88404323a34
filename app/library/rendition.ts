import { readFile } from "node:fs/promises";
import path from "node:path";
import { encodeJpeg, openPhoto } from "../photo/decode.ts";
import { readPhotoFile } from "../photo/read-file.ts";
import { keepFile } from "./keep-file.ts";
import type { LibraryFolders } from "./open-library.ts";

/** Enough to zoom into a photo of 50 megapixels; made from formats that browsers do not show (HEIC, TIFF). */
const longSidePx = 8192;

/** JPEG quality of a photo to zoom into. */
const quality = 90;

/** A file changed since the last scan, so that it is not the photo any more that it is known for. */
export class ChangedFileError extends Error {
  override readonly name = "ChangedFileError";

  constructor() {
    super("The file of this photo changed since its folder was scanned. Scan again.");
  }
}

/**
 * A photo as a JPEG that every browser shows, upright; made once and kept beside the thumbnails.
 * Throws PhotoError when the photo cannot be read, ChangedFileError when the file shows another one by now.
 */
export async function readRendition(
  folders: Pick<LibraryFolders, "thumbnails">,
  /** What it is kept by, and what the file has to hold (metadata that Familiar wrote included). */
  { contentHash, fileHash }: { readonly contentHash: Uint8Array; readonly fileHash: Uint8Array },
  photoPath: string,
): Promise<Buffer> {
  const name = Buffer.from(contentHash).toString("hex");
  const file = path.join(folders.thumbnails, name.slice(0, 2), `${name}-full.jpg`);
  try {
    return await readFile(file);
  } catch {
    const { bytes, hash } = await readPhotoFile(photoPath);
    if (!hash.equals(fileHash)) throw new ChangedFileError();
    const pixels = await (await openPhoto(bytes)).pixels(longSidePx);
    const jpeg = await encodeJpeg(pixels, { longSide: longSidePx, quality });
    await keepFile(file, jpeg);
    return jpeg;
  }
}
