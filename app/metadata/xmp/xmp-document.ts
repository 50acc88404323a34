import { XmpError } from "../errors.ts";
import { expandName, isSameNamespace, namespaces, type QualifiedName } from "./namespaces.ts";
import { parseXml, type XmlElement } from "./parse-xml.ts";

/**
 * A value of XMP. RDF can say the same in several ways: a simple value as an element or as an attribute, a structure as
 * child elements, as attributes, or as a description within.
 */
export type XmpNode = XmlElement | string;

/** A parsed XMP document. */
export interface XmpDocument {
  readonly text: string;
  readonly root: XmlElement;
  readonly rdf: XmlElement;
  /** The elements `rdf:Description` that hold the properties. */
  readonly descriptions: readonly XmlElement[];
}

/** Parses the text of an XMP packet or sidecar. Throws XmpError. */
export function parseXmp(text: string): XmpDocument {
  // Padding of a packet may hold zeros; they are no part of the document.
  const root = parseXml(text.replace(/\0+$/, (zeros) => " ".repeat(zeros.length)));
  const rdf = isNamed(root, "rdf:RDF") ? root : root.children.find((child) => isNamed(child, "rdf:RDF"));
  if (rdf === undefined) throw new XmpError("it is XML, but no XMP: there is no rdf:RDF in it");
  return { text, root, rdf, descriptions: rdf.children.filter((child) => isNamed(child, "rdf:Description")) };
}

/** A property of the photo, as "dc:subject"; undefined when it is not there. */
export function property(document: XmpDocument, name: QualifiedName): XmpNode | undefined {
  for (const description of document.descriptions) {
    const found = directField(description, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A field of a structure; undefined when it is not there. */
export function field(node: XmpNode | undefined, name: QualifiedName): XmpNode | undefined {
  if (node === undefined || typeof node === "string") return undefined;
  const inner = node.children.find((child) => isNamed(child, "rdf:Description"));
  return directField(node, name) ?? (inner && directField(inner, name));
}

/** The items of a bag, a sequence or alternatives; none when it is not one. */
export function items(node: XmpNode | undefined): XmlElement[] {
  if (node === undefined || typeof node === "string") return [];
  const list = listOf(node);
  return list === undefined ? [] : list.children.filter((child) => isNamed(child, "rdf:li"));
}

/** The rdf:Bag, rdf:Seq or rdf:Alt of a property. */
export function listOf(node: XmlElement): XmlElement | undefined {
  return node.children.find(
    ({ uri, local }) => uri === namespaces.rdf && ["Bag", "Seq", "Alt"].includes(local),
  );
}

/** The text of a simple value, or the first of alternatives in several languages; null when there is none. */
export function textOf(node: XmpNode | undefined): string | null {
  if (node === undefined) return null;
  if (typeof node === "string") return trimmed(node);
  const [first] = items(node);
  return trimmed(first?.text ?? node.text);
}

/** The texts of a list. A program that wrote one plain value instead of a list is understood too. */
export function textsOf(node: XmpNode | undefined): string[] {
  if (node === undefined) return [];
  if (typeof node === "string" || listOf(node) === undefined)
    return [textOf(node)].flatMap((text) => text ?? []);
  return items(node).flatMap((item) => textOf(item) ?? []);
}

/** A number, as "0.5"; undefined when it is none. Some programs write a decimal comma. */
export function numberOf(node: XmpNode | undefined): number | undefined {
  const text = textOf(node)?.replace(",", ".");
  if (text === undefined || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** Is this the element that is usually called so? */
export function isNamed(element: XmlElement, name: QualifiedName): boolean {
  const { uri, local } = expandName(name);
  return element.local === local && isSameNamespace(element.uri, uri);
}

function directField(element: XmlElement, name: QualifiedName): XmpNode | undefined {
  const { uri, local } = expandName(name);
  const child = element.children.find((candidate) => isNamed(candidate, name));
  return (
    child ??
    element.attributes.find((attribute) => attribute.local === local && isSameNamespace(attribute.uri, uri))
      ?.value
  );
}

function trimmed(text: string): string | null {
  const clean = text.trim();
  return clean === "" ? null : clean;
}
