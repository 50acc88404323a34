import { SaxesParser, type SaxesTagNS } from "saxes";
import { XmpError } from "../errors.ts";

/** An attribute, with its value as it is meant (entities resolved). */
export interface XmlAttribute {
  readonly uri: string;
  readonly local: string;
  readonly value: string;
}

/** An element and where it stands in the text, in UTF-16 units: what a change of the text needs. */
export interface XmlElement {
  readonly uri: string;
  readonly local: string;
  /** With its prefix, as the file has it. */
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** The text directly in it, without that of its children. */
  readonly text: string;
  /** Of "<". */
  readonly start: number;
  /** After the ">" of its first tag. */
  readonly openEnd: number;
  /** Of the "<" of its last tag; as `openEnd` for `<a/>`. */
  readonly closeStart: number;
  /** After the last ">". */
  readonly end: number;
  readonly isSelfClosing: boolean;
}

type OpenElement = { -readonly [Key in keyof XmlElement]: XmlElement[Key] } & { children: XmlElement[] };

/** RDF of people is 12 deep; a document that goes on is made to exhaust the stack. */
const maximumDepth = 100;
/** A group photo of 100 people, in every format there is, has some 5,000. */
const maximumElements = 500_000;

/**
 * Parses XML into its root element. No entity but the five of XML itself is known, and a document type declaration,
 * in which others could be defined, is refused. Throws XmpError for what is not well-formed.
 */
export function parseXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const open: OpenElement[] = [];
  const roots: XmlElement[] = [];
  let count = 0;
  // Its own message names a line: kept, as the file may be one that a person can look into.
  parser.on("error", (error) => {
    throw new XmpError(`it is not well-formed XML (${error.message.replace(/\.$/, "")})`);
  });
  parser.on("doctype", () => {
    throw new XmpError("it has a document type declaration, which XMP never has");
  });
  parser.on("opentag", (tag) => {
    if (open.length >= maximumDepth) throw new XmpError("its elements are nested too deeply");
    if (++count > maximumElements) throw new XmpError("it has too many elements");
    open.push(elementOf(tag, text, parser.position));
  });
  parser.on("text", (more) => {
    const top = open.at(-1);
    if (top !== undefined) top.text += more;
  });
  parser.on("cdata", (more) => {
    const top = open.at(-1);
    if (top !== undefined) top.text += more;
  });
  parser.on("closetag", (tag) => {
    const element = open.pop();
    if (element === undefined) return;
    element.end = parser.position;
    element.isSelfClosing = tag.isSelfClosing;
    element.closeStart = tag.isSelfClosing ? element.openEnd : text.lastIndexOf("<", parser.position - 1);
    (open.at(-1)?.children ?? roots).push(element);
  });
  parser.write(text).close();
  const [root] = roots;
  if (root === undefined) throw new XmpError("there is nothing in it");
  return root;
}

function elementOf(tag: SaxesTagNS, text: string, position: number): OpenElement {
  const attributes = Object.values(tag.attributes)
    .filter(({ prefix, name }) => prefix !== "xmlns" && name !== "xmlns")
    .map(({ uri, local, value }) => ({ uri, local, value }));
  return {
    ...{ uri: tag.uri, local: tag.local, name: tag.name, attributes, children: [], text: "" },
    ...{ start: startOfTag(text, position), openEnd: position },
    ...{ closeStart: position, end: position, isSelfClosing: false },
  };
}

/** Of the "<" of the tag that ends before `position`; XML allows none within a tag. */
function startOfTag(text: string, position: number): number {
  return text.lastIndexOf("<", position - 1);
}
