import { looksLikeDate } from "./days.ts";
import { tokenise } from "./tokens.ts";

/** A word that means something. A person with such a name is written in quotes. */
export interface Keyword {
  readonly word: string;
  /** What completion puts in. */
  readonly completion: string;
  readonly meaning: string;
}

/** Every word that is not a name, as it is offered and explained. */
export const keywords: readonly Keyword[] = [
  { word: "only", completion: "only(", meaning: "these people and nobody else" },
  { word: "with", completion: "with(", meaning: "together with anybody who has a name" },
  { word: "age", completion: "age(", meaning: "at an age: age(anna) < 5" },
  { word: "faces", completion: "faces >= ", meaning: "by the number of faces" },
  { word: "people", completion: "people >= ", meaning: "by the number of people with a name" },
  { word: "unknown", completion: "unknown", meaning: "with a face that has no name" },
  { word: "no-people", completion: "no-people", meaning: "without any face" },
  { word: "videos", completion: "videos", meaning: "that move; -videos for photos alone" },
  { word: "folder:", completion: "folder:", meaning: "in a folder" },
  { word: "file:", completion: "file:", meaning: "by a part of the file name" },
  { word: "camera:", completion: "camera:", meaning: "by a part of the camera's name" },
  { word: "before:", completion: "before:", meaning: "taken before a day, month or year" },
  { word: "after:", completion: "after:", meaning: "taken after a day, month or year" },
  { word: "has:gps", completion: "has:gps", meaning: "with a place" },
  { word: "has:date", completion: "has:date", meaning: "with a date" },
];

const plainKeywords = new Set(["only", "with", "age", "faces", "people", "unknown", "no-people", "videos"]);
const joiningWords = new Set(["and", "or", "not"]);

/** Is this word no name unless it is in quotes? */
export function isReserved(word: string): boolean {
  const lower = word.toLowerCase();
  return plainKeywords.has(lower) || joiningWords.has(lower) || looksLikeDate(word);
}

/** A name as it stands in a search: in quotes only when it must. */
export function writtenName(name: string): string {
  const [token, ...more] = tokenise(name);
  const isOneWord = token?.kind === "word" && token.text === name && more.length === 0;
  return isOneWord && !isReserved(name) ? name : quoted(name);
}

/** The value of a field as it stands in a search: folder:Rome, folder:"New York". */
export function writtenValue(field: string, text: string): string {
  const plain = `${field}:${text}`;
  const [token, ...more] = tokenise(plain);
  const isOneField = token?.kind === "field" && token.text === text && more.length === 0;
  return isOneField && text !== "" ? plain : `${field}:${quoted(text)}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
