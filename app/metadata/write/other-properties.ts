import { expandName, isSameNamespace, namespaces, type QualifiedName } from "../xmp/namespaces.ts";
import type { XmlElement } from "../xmp/parse-xml.ts";
import type { XmpDocument } from "../xmp/xmp-document.ts";

/** Properties that hold names, beside which other programs' items may stand. */
const listsWithNames: readonly QualifiedName[] = [
  "mwg-rs:Regions",
  "MP:RegionInfo",
  "Iptc4xmpExt:PersonInImage",
  "dc:subject",
  "lr:hierarchicalSubject",
];

/** Everything in a document but the lists in which Familiar writes, as one text: equal texts are equal metadata. */
export function otherProperties({ descriptions }: XmpDocument): string {
  const told = descriptions.flatMap(({ attributes, children }) => [
    ...attributes
      .filter(({ uri }) => uri !== namespaces.rdf)
      .map(({ uri, local, value }) => [uri, local, value]),
    ...children.filter((child) => !isListWithNames(child)).map(contentOf),
  ]);
  return JSON.stringify(told);
}

function isListWithNames(element: XmlElement): boolean {
  return listsWithNames.some((name) => {
    const { uri, local } = expandName(name);
    return element.local === local && isSameNamespace(element.uri, uri);
  });
}

function contentOf({ uri, local, attributes, children, text }: XmlElement): unknown {
  return [
    uri,
    local,
    attributes.map((each) => [each.uri, each.local, each.value]),
    text,
    children.map(contentOf),
  ];
}
