import type { WrittenRegion } from "../region.ts";
import type { XmpDocument } from "../xmp/xmp-document.ts";
import { readIptcPeople } from "./iptc.ts";
import { readPeopleKeywords } from "./keywords.ts";
import { readMicrosoftPeople } from "./microsoft.ts";
import { readAcdseeRegions, readMwgRegions } from "./mwg.ts";

/**
 * Everybody whom an XMP document names, in every format that Familiar knows, those that say most of a region first.
 * `stored` = pixels of the stored picture, null when not known.
 */
export function readDocument(
  document: XmpDocument,
  stored: { readonly width: number; readonly height: number } | null,
): WrittenRegion[] {
  return [
    ...readMwgRegions(document),
    ...readMicrosoftPeople(document),
    ...readAcdseeRegions(document),
    ...readIptcPeople(document, stored),
    ...readPeopleKeywords(document),
  ];
}
