import { addDays, daysOfDate } from "./days.ts";
import { facts, textFields, type Query } from "./query.ts";
import type { TokenReader } from "./token-reader.ts";
import type { Token } from "./tokens.ts";

type FieldToken = Extract<Token, { kind: "field" }>;

const fieldNames = [...textFields, "before", "after", "has", "person"] as const;

/** What folder:..., camera:..., has:... and the like ask for. @throws SearchError. */
export function parseField(reader: TokenReader, token: FieldToken): Query {
  const field = fieldNames.find((known) => known === token.field);
  if (field === undefined)
    throw reader.error(
      `There is no ${token.field}: to search by. There are ${fieldNames.map((name) => `${name}:`).join(", ")}. ` +
        'A name with a colon is written in "quotes".',
      token,
    );
  if (token.text.trim() === "")
    throw reader.error(`Write something after ${field}:, such as ${examples[field]}.`, token);
  switch (field) {
    case "folder":
    case "file":
    case "camera":
      return { kind: field, text: token.text };
    case "before":
    case "after":
      return parseBound(reader, token, field);
    case "has":
      return parseFact(reader, token);
    case "person":
      return { kind: "person", person: { by: "id", ids: parseIds(reader, token), ...spanOf(token) } };
  }
}

const examples: Readonly<Record<(typeof fieldNames)[number], string>> = {
  folder: 'folder:"Summer 2019"',
  file: "file:IMG_12",
  camera: "camera:canon",
  before: "before:2019-05",
  after: "after:2019",
  has: "has:gps",
  person: "person:12",
};

function parseBound(reader: TokenReader, token: FieldToken, field: "before" | "after"): Query {
  const days = daysOfDate(token.text);
  const day = days && (field === "before" ? addDays(days.from, -1) : addDays(days.to, 1));
  if (day === undefined)
    throw reader.error(
      "This is no date. Write a year, a month or a day: 2019, 2019-05 or 2019-05-03.",
      token,
    );
  return field === "before" ? { kind: "taken", from: null, to: day } : { kind: "taken", from: day, to: null };
}

function parseFact(reader: TokenReader, token: FieldToken): Query {
  const fact = facts.find((known) => known === token.text.toLowerCase());
  if (fact !== undefined) return { kind: "has", fact };
  throw reader.error(
    "A photo can have a date or a place: has:date, has:gps.",
    token,
    facts.map((known) => `has:${known}`),
  );
}

function parseIds(reader: TokenReader, token: FieldToken): number[] {
  // Nine figures stay far below 2^53.
  if (/^\d{1,9}(\+\d{1,9})*$/.test(token.text)) return token.text.split("+").map(Number);
  throw reader.error("After person: stands the number of a person, such as person:12.", token);
}

function spanOf({ start, end }: FieldToken): { start: number; end: number } {
  return { start, end };
}
