import { parseField } from "./parse-field.ts";
import { daysOfRange, looksLikeDate } from "./days.ts";
import type { Span } from "./errors.ts";
import { allOf, anyOf, type Comparison, type PersonReference, type Query } from "./query.ts";
import { isSign, isWord, readTokens, type TokenReader } from "./token-reader.ts";
import { requireClosedQuotes, tokenise, type Token } from "./tokens.ts";

/** More than anybody writes, and few enough for the stack. */
const deepestNesting = 100;

/**
 * What a search asks for: `anna & ben`, `anna | -carl`, `only(anna, ben)`, `faces >= 3`, `2019..2021`; two conditions
 * side by side must both hold. The language is described in README. Names are not looked up (resolve.ts).
 * @throws SearchError with the place of the mistake.
 */
export function parseQuery(text: string): Query {
  const tokens = tokenise(text);
  requireClosedQuotes(text, tokens);
  const reader = readTokens(text, tokens);
  if (reader.peek() === undefined) return { kind: "all" };
  const query = parseAny(reader, 0);
  const rest = reader.peek();
  if (rest === undefined) return query;
  if (isSign(rest, ")")) throw reader.error("This ) closes nothing: no ( stands before it.");
  if (isSign(rest, ","))
    throw reader.error(
      "A comma stands between names in only(...) and with(...). Elsewhere write & for and, | for or.",
    );
  throw reader.error("A number is compared after faces, people or age(...): faces >= 3.");
}

function parseAny(reader: TokenReader, depth: number): Query {
  const parts = [parseAll(reader, depth)];
  while ((reader.takeSign("|") ?? reader.takeWord("or")) !== undefined) parts.push(parseAll(reader, depth));
  return anyOf(parts);
}

function parseAll(reader: TokenReader, depth: number): Query {
  const parts = [parseOne(reader, depth)];
  while ((reader.takeSign("&") ?? reader.takeWord("and")) !== undefined || beginsCondition(reader.peek())) {
    parts.push(parseOne(reader, depth));
  }
  return allOf(parts);
}

function beginsCondition(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === "sign") return token.sign === "(" || token.sign === "-" || token.sign === "!";
  return !isWord(token, "or") && !isWord(token, "and");
}

function parseOne(reader: TokenReader, depth: number): Query {
  if (depth > deepestNesting) throw reader.error(`This search is nested more than ${deepestNesting} deep.`);
  if ((reader.takeSign("-") ?? reader.takeSign("!") ?? reader.takeWord("not")) !== undefined)
    return { kind: "not", part: parseOne(reader, depth + 1) };
  const opening = reader.takeSign("(");
  if (opening === undefined) return parseCondition(reader);
  const inner = parseAny(reader, depth + 1);
  if (reader.takeSign(")") === undefined) throw missingParenthesis(reader, opening);
  return inner;
}

function parseCondition(reader: TokenReader): Query {
  const token = reader.peek();
  if (token?.kind === "quoted") return { kind: "person", person: parsePerson(reader) };
  if (token?.kind === "field") {
    reader.take();
    return parseField(reader, token);
  }
  if (token?.kind !== "word" || isWord(token, "and") || isWord(token, "or"))
    throw reader.error(
      token === undefined ? "Something is missing at the end." : "A name or a condition is missing here.",
    );
  const word = token.text.toLowerCase();
  switch (word) {
    case "only":
    case "with":
      reader.take();
      return { kind: word, people: parsePeople(reader, word, token) };
    case "age":
      reader.take();
      return parseAge(reader, token);
    case "faces":
    case "people":
      reader.take();
      return { kind: word, ...parseComparison(reader, word, token) };
    case "unknown":
    case "no-people":
    case "videos":
      reader.take();
      return { kind: word };
    default:
      return looksLikeDate(word) ? parseDays(reader) : { kind: "person", person: parsePerson(reader) };
  }
}

function parseDays(reader: TokenReader): Query {
  const token = reader.take();
  const days = token?.kind === "word" ? daysOfRange(token.text) : undefined;
  if (days === undefined)
    throw reader.error(
      'This is no date. Write 2019, 2019-05, 2019-05-03 or a range such as 2019..2021-06; a name like it in "quotes".',
      token,
    );
  return { kind: "taken", ...days };
}

function parsePeople(reader: TokenReader, word: "only" | "with", span: Span): PersonReference[] {
  const opening = reader.takeSign("(");
  if (opening === undefined)
    throw reader.error(
      `${word} needs names in parentheses: ${word}(anna, ben). Somebody called so is written in "quotes".`,
      span,
    );
  const people = [parsePerson(reader)];
  while ((reader.takeSign(",") ?? reader.takeSign("&")) !== undefined) people.push(parsePerson(reader));
  if (reader.takeSign(")") === undefined) throw missingParenthesis(reader, opening);
  return people;
}

function parseAge(reader: TokenReader, span: Span): Query {
  const opening = reader.takeSign("(");
  if (opening === undefined)
    throw reader.error(
      'age needs a name in parentheses: age(anna) < 5. Somebody called so is written in "quotes".',
      span,
    );
  const person = parsePerson(reader);
  const closing = reader.takeSign(")");
  if (closing === undefined) throw missingParenthesis(reader, opening);
  const { comparison, number } = parseComparison(reader, "age(...)", { ...span, end: closing.end });
  return { kind: "age", person, comparison, years: number };
}

function parsePerson(reader: TokenReader): PersonReference {
  const token = reader.peek();
  const span = token && { start: token.start, end: token.end };
  if (span !== undefined && (token?.kind === "quoted" || token?.kind === "word")) {
    if (token.text.trim() === "") throw reader.error("There is no name between the quotes.");
    reader.take();
    return { by: "name", name: token.text, ...span };
  }
  if (span !== undefined && token?.kind === "field" && token.field === "person") {
    reader.take();
    const query = parseField(reader, token);
    if (query.kind === "person") return query.person;
  }
  throw reader.error('A name is missing here: anna, or "Anna Maria" with a space.');
}

function parseComparison(
  reader: TokenReader,
  what: string,
  span: Span,
): { comparison: Comparison; number: number } {
  const sign = reader.peek();
  const comparison = sign?.kind === "sign" ? comparisons.find((known) => known === sign.sign) : undefined;
  if (comparison === undefined)
    throw reader.error(`${what} is compared with a number: ${what} >= 3, or with =, !=, <, <= or >.`, span);
  reader.take();
  const token = reader.peek();
  // Seven figures are more than any photo has faces, and exact.
  if (token?.kind !== "word" || !/^\d{1,7}$/.test(token.text))
    throw reader.error("A whole number is missing here, such as 3.");
  reader.take();
  return { comparison, number: Number(token.text) };
}

const comparisons: readonly Comparison[] = ["=", "!=", "<", "<=", ">", ">="];

function missingParenthesis(reader: TokenReader, opening: Span): Error {
  return reader.peek() === undefined
    ? reader.error("The ) for this ( is missing.", opening)
    : reader.error("A ) is missing before this.");
}
