import { XmpError } from "../errors.ts";
import type { QualifiedName } from "../xmp/namespaces.ts";
import type { XmlElement } from "../xmp/parse-xml.ts";
import { field, items, listOf, property, type XmpDocument } from "../xmp/xmp-document.ts";
import type { WrittenList } from "./photo-people.ts";
import type { Splices } from "./splice.ts";
import type { WrittenItems } from "./written-items.ts";

/** One line of a dry run. */
export interface Difference {
  readonly change: "add" | "remove" | "leave";
  readonly list: WrittenList;
  readonly name: string;
  /** Why it is left as it is: another program has another name at this place, or regions of a cropped picture. */
  readonly reason?: "other-name" | "cropped";
}

/** A document that is edited. */
export interface Editing {
  readonly document: XmpDocument;
  readonly splices: Splices;
  /** New properties, as text. */
  readonly additions: string[];
}

/** What came of one list. */
export interface ListEdit {
  readonly items: Partial<WrittenItems>;
  readonly differences: readonly Difference[];
}

/** Takes items out of a list and puts others in; makes the property when it is not there, and takes it out when it ends empty. */
export function applyList(
  { document, splices, additions }: Editing,
  name: QualifiedName,
  gone: readonly XmlElement[],
  added: readonly string[],
  make: (content: string) => string,
  listName?: QualifiedName,
): void {
  if (gone.length === 0 && added.length === 0) return;
  const there = property(document, name);
  if (there === undefined) {
    additions.push(make(added.join("")));
    return;
  }
  const holder = listName === undefined ? there : field(there, listName);
  const list = holder === undefined || typeof holder === "string" ? undefined : listOf(holder);
  if (typeof there === "string" || list === undefined) {
    throw new XmpError(`what it has under ${name} is not built as XMP says, so nothing can be added to it`);
  }
  if (added.length === 0 && items(holder).length === gone.length) splices.remove(there);
  else {
    for (const element of gone) splices.remove(element);
    if (added.length > 0) splices.append(list, added.join(""));
  }
}
