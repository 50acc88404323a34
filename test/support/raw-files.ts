/** The camera's raw formats that Familiar opens. */
export const rawKinds = ["cr2", "cr3", "nef", "arw", "dng", "orf", "raf", "rw2"] as const;

export type RawKind = (typeof rawKinds)[number];

/** What a camera writes into a raw file. */
export interface RawFacts {
  readonly make: string;
  readonly model: string;
  /** "2017:11:01 12:51:52" */
  readonly dateTime: string;
  readonly orientation: number;
}

type Entry = readonly [tag: number, type: number, value: number | string];

const [text, short, long] = [2, 3, 4];

/**
 * A raw file as cameras lay it out, as far as Familiar looks: a small preview, the large one (`preview`, a JPEG without
 * EXIF), sensor data in a lossless JPEG or as noise, and the facts at the place that the format has for them.
 */
export function rawFile(kind: RawKind, preview: Buffer, small: Buffer, facts: RawFacts): Buffer {
  switch (kind) {
    case "cr3":
      return cr3(preview, small, facts);
    case "raf":
      return Buffer.concat([
        ...[Buffer.from("FUJIFILMCCD-RAW 0201FF383501".padEnd(148, "\0"), "latin1")],
        ...[withExif(preview, facts), sensorNoise()],
      ]);
    case "rw2":
      return tiff({ mark: "IIU\0", jpegs: [withExif(preview, facts)], facts: { ...facts, dateTime: "" } });
    case "orf":
      return tiff({ mark: "IIRO", jpegs: [small, preview], facts });
    case "nef":
      return tiff({
        mark: "MM\0*",
        jpegs: [small, preview, losslessJpeg()],
        facts,
        isBigEndian: true,
        isCfa: true,
      });
    case "cr2":
      return tiff({ mark: "II*\0", signature: "CR\x02\0", jpegs: [preview, small, losslessJpeg()], facts });
    case "arw":
      return tiff({ mark: "II*\0", jpegs: [preview, small], facts, isCfa: true });
    case "dng":
      return tiff({ mark: "II*\0", jpegs: [losslessJpeg(), small, preview], facts, isDng: true });
  }
}

/** Sensor data begins like a JPEG in DNG, CR2 and NEF, and is larger than any preview. */
function losslessJpeg(): Buffer {
  const frame = Buffer.from([
    0xff, 0xd8, 0xff, 0xc3, 0, 11, 14, 0x20, 0, 0x30, 0, 1, 1, 0x11, 0, 0xff, 0xda, 0, 2,
  ]);
  return Buffer.concat([frame, sensorNoise()]);
}

/** Deterministic, and full of beginnings that lead nowhere. */
function sensorNoise(): Buffer {
  const noise = Buffer.alloc(4_096);
  for (let at = 0; at < noise.length; at++) noise[at] = (at * 7_919) >> 3;
  for (let at = 0; at < noise.length - 4; at += 512) noise.set([0xff, 0xd8, 0xff, 0xe1], at);
  return noise;
}

function tiff({
  mark,
  signature = "",
  jpegs,
  facts,
  isBigEndian = false,
  isCfa = false,
  isDng = false,
}: {
  readonly mark: string;
  readonly signature?: string;
  readonly jpegs: readonly Buffer[];
  readonly facts: RawFacts;
  readonly isBigEndian?: boolean;
  readonly isCfa?: boolean;
  readonly isDng?: boolean;
}): Buffer {
  const head = Buffer.alloc(16);
  head.write(mark, 0, "latin1");
  head.write(signature, 8, "latin1");
  const pictures = Buffer.concat(jpegs);
  const subDirectory = directory([[262, short, 32803]], { at: 16 + pictures.length, isBigEndian });
  const at = 16 + pictures.length + subDirectory.length;
  const main = directory(
    [
      ...([[271, text, facts.make] as const, [272, text, facts.model] as const] satisfies Entry[]),
      ...([[274, short, facts.orientation]] satisfies Entry[]),
      ...(facts.dateTime === "" ? [] : ([[306, text, facts.dateTime]] satisfies Entry[])),
      ...(isCfa ? ([[330, long, 16 + pictures.length]] satisfies Entry[]) : []),
      ...(isDng ? ([[50706, long, 0x01040000]] satisfies Entry[]) : []),
    ],
    { at, isBigEndian },
  );
  if (isBigEndian) head.writeUInt32BE(at, 4);
  else head.writeUInt32LE(at, 4);
  return Buffer.concat([head, pictures, subDirectory, main]);
}

/** A TIFF directory at this place, with its texts behind it. */
function directory(
  entries: readonly Entry[],
  { at, isBigEndian }: { readonly at: number; readonly isBigEndian: boolean },
): Buffer {
  const bytes = Buffer.alloc(2 + entries.length * 12 + 4);
  const put = (size: 2 | 4, value: number, offset: number) => {
    if (isBigEndian) bytes.writeUIntBE(value, offset, size);
    else bytes.writeUIntLE(value, offset, size);
  };
  let texts = Buffer.alloc(0);
  put(2, entries.length, 0);
  for (const [index, [tag, type, value]] of entries.entries()) {
    const entry = 2 + index * 12;
    const words = typeof value === "string" ? Buffer.from(`${value}\0`, "latin1") : null;
    put(2, tag, entry);
    put(2, type, entry + 2);
    put(4, words?.length ?? 1, entry + 4);
    if (words === null) put(type === short ? 2 : 4, Number(value), entry + 8);
    else if (words.length <= 4) words.copy(bytes, entry + 8);
    else {
      put(4, at + bytes.length + texts.length, entry + 8);
      texts = Buffer.concat([texts, words]);
    }
  }
  return Buffer.concat([bytes, texts, Buffer.alloc((bytes.length + texts.length) % 2)]);
}

/** A JPEG with EXIF of its own, as in RAF and RW2. */
function withExif(jpeg: Buffer, facts: RawFacts): Buffer {
  const plain = tiff({ mark: "MM\0*", jpegs: [], facts, isBigEndian: true });
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(8 + plain.length, 2);
  return Buffer.concat([
    jpeg.subarray(0, 2),
    head,
    Buffer.from("Exif\0\0", "latin1"),
    plain,
    jpeg.subarray(2),
  ]);
}

function cr3(preview: Buffer, small: Buffer, facts: RawFacts): Buffer {
  const exif = box("CMT1", tiff({ mark: "II*\0", jpegs: [], facts }));
  const moov = box("moov", box("uuid", Buffer.concat([Buffer.alloc(16, 0x85), exif, box("THMB", small)])));
  const mdat = box("mdat", Buffer.concat([preview, sensorNoise()]));
  return Buffer.concat([box("ftyp", Buffer.from("crx \0\0\0\x01crx isom", "latin1")), moov, mdat]);
}

function box(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length, 0);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, content]);
}
