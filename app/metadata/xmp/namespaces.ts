/** The XML namespaces of XMP that carry people, by the prefix that everybody uses. */
export const namespaces = {
  x: "adobe:ns:meta/",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  xml: "http://www.w3.org/XML/1998/namespace",
  xmp: "http://ns.adobe.com/xap/1.0/",
  dc: "http://purl.org/dc/elements/1.1/",
  lr: "http://ns.adobe.com/lightroom/1.0/",
  digiKam: "http://www.digikam.org/ns/1.0/",
  MicrosoftPhoto: "http://ns.microsoft.com/photo/1.0/",
  mediapro: "http://ns.iview-multimedia.com/mediapro/1.0/",
  xmpNote: "http://ns.adobe.com/xmp/note/",
  // Metadata Working Group, "Guidelines for handling image metadata" 2.0, section 5.9.
  "mwg-rs": "http://www.metadataworkinggroup.com/schemas/regions/",
  stDim: "http://ns.adobe.com/xap/1.0/sType/Dimensions#",
  stArea: "http://ns.adobe.com/xmp/sType/Area#",
  // Windows Photo Gallery.
  MP: "http://ns.microsoft.com/photo/1.2/",
  MPRI: "http://ns.microsoft.com/photo/1.2/t/RegionInfo#",
  MPReg: "http://ns.microsoft.com/photo/1.2/t/Region#",
  Iptc4xmpExt: "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
  acdsee: "http://ns.acdsee.com/iptc/1.0/",
  "acdsee-rs": "http://ns.acdsee.com/regions/",
  "acdsee-stDim": "http://ns.acdsee.com/sType/Dimensions#",
  "acdsee-stArea": "http://ns.acdsee.com/sType/Area#",
} as const;

export type Prefix = keyof typeof namespaces;

/** "dc:subject" by its usual prefix, whatever prefix the file has for it. */
export type QualifiedName = `${Prefix}:${string}`;

/** The namespace and the local name of "dc:subject". */
export function expandName(name: QualifiedName): { readonly uri: string; readonly local: string } {
  const colon = name.indexOf(":");
  return { uri: namespaces[name.slice(0, colon) as Prefix], local: name.slice(colon + 1) };
}

/** Some programs leave out the last slash of a namespace (Windows does in microsoft.com/photo/1.0). */
export function isSameNamespace(a: string, b: string): boolean {
  return a === b || `${a}/` === b || a === `${b}/`;
}
