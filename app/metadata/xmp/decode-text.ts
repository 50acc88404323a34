import { XmpError } from "../errors.ts";

/** Text with all that is needed to make the same bytes of it again. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be";
  readonly hasMark: boolean;
}

/**
 * The largest XMP that is read. Lightroom's with many masks has some megabytes; a packet of people has some kilobytes.
 */
export const maximumXmpBytes = 16 * 1024 * 1024;

/** Reads XMP as Unicode by its byte order mark or its first letters. Throws XmpError for anything else. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length > maximumXmpBytes) throw new XmpError("it is larger than 16 MB");
  const { encoding, markBytes } = sniffEncoding(bytes);
  try {
    const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(
      bytes.subarray(markBytes),
    );
    return { text, encoding, hasMark: markBytes > 0 };
  } catch {
    throw new XmpError("its letters are not Unicode, as XMP's have to be");
  }
}

/** The bytes of a text that was decoded, after changes. */
export function encodeText(text: string, { encoding, hasMark }: Omit<DecodedText, "text">): Buffer {
  const marked = hasMark ? `\ufeff${text}` : text;
  if (encoding === "utf-8") return Buffer.from(marked, "utf8");
  const bytes = Buffer.from(marked, "utf16le");
  return encoding === "utf-16be" ? bytes.swap16() : bytes;
}

function sniffEncoding(bytes: Uint8Array): {
  readonly encoding: DecodedText["encoding"];
  readonly markBytes: number;
} {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: "utf-8", markBytes: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: "utf-16le", markBytes: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: "utf-16be", markBytes: 2 };
  // "<" in two bytes.
  if (a === 0x3c && b === 0) return { encoding: "utf-16le", markBytes: 0 };
  if (a === 0 && b === 0x3c) return { encoding: "utf-16be", markBytes: 0 };
  return { encoding: "utf-8", markBytes: 0 };
}
