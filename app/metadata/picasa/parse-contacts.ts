import { parseXml, type XmlElement } from "../xmp/parse-xml.ts";

/** Reads Picasa's contacts.xml: names by the number of the person. Throws XmpError when it is not well-formed. */
export function parsePicasaContacts(text: string): Map<string, string> {
  return new Map(contactsIn(parseXml(text)));
}

function contactsIn(element: XmlElement): [string, string][] {
  const value = (name: string) => element.attributes.find(({ local }) => local === name)?.value.trim() ?? "";
  const id = value("id").toLowerCase();
  const name = value("name") === "" ? value("display") : value("name");
  const own: [string, string][] = element.local === "contact" && id !== "" && name !== "" ? [[id, name]] : [];
  return [...own, ...element.children.flatMap(contactsIn)];
}
