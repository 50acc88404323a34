import { isRaw } from "./raw-format.ts";
import { hasVideoExtension } from "./video/video-format.ts";

/**
 * The picture formats Familiar opens. 'heic' stands for every HEIF picture that is not AVIF, 'raw' for every camera's raw
 * file, of which the embedded preview is shown.
 */
export type PhotoFormat = "jpeg" | "png" | "webp" | "avif" | "tiff" | "gif" | "heic" | "raw";

/** File name endings of cameras' raw files, in lower case, without the dot. */
const rawExtensions: ReadonlySet<string> = new Set([
  ...["cr2", "cr3", "nef", "arw", "dng", "orf", "raf", "rw2"],
]);

/** File name endings that a scan looks at, in lower case, without the dot. */
export const photoExtensions: ReadonlySet<string> = new Set([
  "jpg",
  "jpeg",
  "jpe",
  "jfif",
  "png",
  "webp",
  "avif",
  "tif",
  "tiff",
  "gif",
  "heic",
  "heif",
  "hif",
  ...rawExtensions,
]);

/** Whether a file name ends like that of the movie of a Live Photo. */
export function hasLiveMovieExtension(name: string): boolean {
  return /[^/\\]\.mov$/i.test(name);
}

/** Whether a file name ends like that of a camera's raw file. */
export function hasRawExtension(name: string): boolean {
  return rawExtensions.has(name.slice(name.lastIndexOf(".") + 1).toLowerCase());
}

/** Whether a file name ends like a photo's, whatever the case. ".jpg" alone is a hidden file, not a photo. */
export function hasPhotoExtension(name: string): boolean {
  const dot = name.lastIndexOf(".");
  return dot > 0 && photoExtensions.has(name.slice(dot + 1).toLowerCase());
}

/** Whether a file name ends like one that a library takes in: a photo's, or a video's. */
export function hasMediaExtension(name: string): boolean {
  return hasPhotoExtension(name) || hasVideoExtension(name);
}

// ISO/IEC 23008-12 (HEIF) annex B and the AVIF specification, section 6; "mif1" and "msf1" name the container only.
const avifBrands = new Set(["avif", "avis"]);
const heicBrands = new Set([
  "heic",
  "heix",
  "hevc",
  "hevx",
  "heim",
  "heis",
  "hevm",
  "hevs",
  "mif1",
  "mif2",
  "msf1",
]);

/** The format by the first bytes of the content (the file name plays no part), or undefined for anything else. */
export function sniffFormat(bytes: Uint8Array): PhotoFormat | undefined {
  if (startsWith(bytes, 0, [0xff, 0xd8, 0xff])) return "jpeg";
  if (startsWith(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "png";
  if (textAt(bytes, 0, 4) === "RIFF" && textAt(bytes, 8, 12) === "WEBP") return "webp";
  if (/^GIF8[79]a$/.test(textAt(bytes, 0, 6))) return "gif";
  if (isRaw(bytes)) return "raw";
  if (isTiff(bytes)) return "tiff";
  const brands = isoBrands(bytes);
  if (brands.some((brand) => avifBrands.has(brand))) return "avif";
  if (brands.some((brand) => heicBrands.has(brand))) return "heic";
  return undefined;
}

const foreignKinds: readonly { offset: number; magic: string; kind: string }[] = [
  { offset: 0, magic: "BM", kind: "a BMP picture" },
  { offset: 0, magic: "8BPS", kind: "a Photoshop document" },
  { offset: 0, magic: "\xff\x0a", kind: "a JPEG XL picture" },
  { offset: 4, magic: "JXL ", kind: "a JPEG XL picture" },
  { offset: 4, magic: "jP  ", kind: "a JPEG 2000 picture" },
  { offset: 4, magic: "ftyp", kind: "a video" },
  { offset: 4, magic: "moov", kind: "a video" },
  { offset: 0, magic: "RIFF", kind: "a video or sound" },
  { offset: 0, magic: "\x1a\x45\xdf\xa3", kind: "a video" },
  { offset: 0, magic: "%PDF-", kind: "a PDF document" },
  { offset: 0, magic: "PK\x03\x04", kind: "a ZIP archive or office document" },
];

/** What a file that sniffFormat does not know seems to be ("a PDF document"), or undefined when that is unclear. */
export function describeForeignContent(bytes: Uint8Array): string | undefined {
  const foreign = foreignKinds.find(
    ({ offset, magic }) => textAt(bytes, offset, offset + magic.length) === magic,
  );
  if (foreign !== undefined) return foreign.kind;
  const head = textAt(bytes, 0, 512);
  if (/<svg[\s>]/i.test(head)) return "an SVG drawing";
  if (/<(!doctype )?html[\s>]/i.test(head)) return "a web page";
  return isPlainText(bytes) ? "plain text" : undefined;
}

function isTiff(bytes: Uint8Array): boolean {
  // "II" little endian, "MM" big endian; 42 is TIFF 6.0, 43 BigTIFF.
  return /^(II[*+]\0|MM\0[*+])$/.test(textAt(bytes, 0, 4));
}

function isoBrands(bytes: Uint8Array): string[] {
  if (textAt(bytes, 4, 8) !== "ftyp") return [];
  const boxLength = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  // A brand list longer than 256 bytes (60 brands) is no picture's; the bound keeps a nonsense length harmless.
  const end = Math.min(boxLength, bytes.length, 256);
  const brands = [textAt(bytes, 8, 12)];
  for (let offset = 16; offset + 4 <= end; offset += 4) brands.push(textAt(bytes, offset, offset + 4));
  return brands;
}

function isPlainText(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 512);
  return (
    head.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d) && head.length > 0
  );
}

function startsWith(bytes: Uint8Array, offset: number, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[offset + index] === byte);
}

function textAt(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}
