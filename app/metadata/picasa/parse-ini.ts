import type { Area, WrittenRegion } from "../region.ts";

/** What a folder's .picasa.ini says. */
export interface PicasaFolder {
  /** By the name of the photo's file in small letters, as Windows does not tell them apart. */
  readonly faces: ReadonlyMap<string, readonly PicasaFace[]>;
  /** Names by Picasa's number of the person, as this file has them. */
  readonly contacts: ReadonlyMap<string, string>;
}

/** A face with the number of its person. */
export interface PicasaFace {
  readonly area: Area;
  readonly contactId: string;
}

/** The number that Picasa gives to faces without a name. */
const nobody = /^f{15,16}$/;

/** Reads .picasa.ini. What is not understood is left out: Picasa keeps much else in it. */
export function parsePicasaIni(text: string): PicasaFolder {
  const faces = new Map<string, PicasaFace[]>();
  const contacts = new Map<string, string>();
  let section = "";
  for (const line of text.split(/\r\n|\n|\r/)) {
    const header = /^\[(.+)\]\s*$/.exec(line.trim());
    if (header !== null) {
      section = (header[1] ?? "").toLowerCase();
      continue;
    }
    const equals = line.indexOf("=");
    if (equals === -1) continue;
    const [key, value] = [line.slice(0, equals).trim().toLowerCase(), line.slice(equals + 1).trim()];
    if (section === "contacts" || section === "contacts2") addContact(contacts, key, value);
    else if (key === "faces") faces.set(section, facesOf(value));
  }
  return { faces, contacts };
}

/** The faces of one photo with the names of their people; nobody's and unknown people's have none. */
export function picasaRegions(
  faces: readonly PicasaFace[],
  nameOf: (contactId: string) => string | undefined,
): WrittenRegion[] {
  return faces.map(({ area, contactId }) => ({
    ...{ name: nobody.test(contactId) ? null : (nameOf(contactId) ?? null), area },
    // Picasa turns a photo by its EXIF orientation before it looks for faces (ExifTool's picasa_faces.config).
    ...{ kind: "picasa", appliedTo: null, usualFrame: "upright" },
  }));
}

/** "8e62398ebda8c1a5=Anna Lee;anna@example.org;". */
function addContact(contacts: Map<string, string>, id: string, value: string): void {
  const name = (value.split(";")[0] ?? "").trim();
  if (name !== "") contacts.set(id, name);
}

/** "rect64(3f845bcb59418507),8e62398ebda8c1a5;rect64(...),...". */
function facesOf(value: string): PicasaFace[] {
  return value.split(";").flatMap((part) => {
    const match = /^\s*rect64\(([0-9a-f]{1,16})\)\s*,\s*([0-9a-f]{1,16})\s*$/i.exec(part);
    const area = match?.[1] === undefined ? null : areaOfRect64(match[1]);
    return area === null ? [] : [{ area, contactId: (match?.[2] ?? "").toLowerCase() }];
  });
}

/** Left, top, right and bottom in 65,535ths, 4 hexadecimal digits each; zeros in front are left out. */
function areaOfRect64(digits: string): Area | null {
  const whole = digits.padStart(16, "0");
  const [left = 0, top = 0, right = 0, bottom = 0] = [0, 4, 8, 12].map(
    (at) => parseInt(whole.slice(at, at + 4), 16) / 65_535,
  );
  const isThere = right > left && bottom > top;
  return isThere ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}
