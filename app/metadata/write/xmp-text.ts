import type { Area } from "../region.ts";
import { expandName, namespaces, type Prefix, type QualifiedName } from "../xmp/namespaces.ts";

// Elements declare the prefixes that they use themselves: the document around them may have others.

/** A document without properties, as a sidecar or packet. */
export const emptyXmp = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="${namespaces.x}" x:xmptk="Familiar">
 <rdf:RDF xmlns:rdf="${namespaces.rdf}">
  <rdf:Description rdf:about="">
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
`;

/** A description with these properties. */
export function description(content: string): string {
  return `\n  <rdf:Description ${declare("rdf")} rdf:about="">${content}\n  </rdf:Description>`;
}

/** A property that is a bag of these items. */
export function bagProperty(name: QualifiedName, content: string): string {
  const prefix = name.slice(0, name.indexOf(":")) as Prefix;
  return `\n   <${prefix}:${expandName(name).local} ${declare(prefix)}>${bag(content)}\n   </${name}>`;
}

/** An item of plain text. */
export function plainItem(text: string): string {
  return `\n     <rdf:li ${declare("rdf")}>${escape(text)}</rdf:li>`;
}

/** A region of the Metadata Working Group: the middle and the size, in shares. */
export function mwgItem(name: string, { x, y, width, height }: Area): string {
  const numbers = [
    ["x", x + width / 2],
    ["y", y + height / 2],
    ["w", width],
    ["h", height],
  ] as const;
  const area = numbers.map(([key, value]) => `<stArea:${key}>${decimal(value)}</stArea:${key}>`).join("");
  return (
    `\n     <rdf:li ${declare("rdf", "mwg-rs", "stArea")} rdf:parseType="Resource">` +
    `<mwg-rs:Name>${escape(name)}</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type>` +
    `<mwg-rs:Area rdf:parseType="Resource">${area}<stArea:unit>normalized</stArea:unit></mwg-rs:Area></rdf:li>`
  );
}

/** A person of Windows Photo Gallery: left, top, width and height, in shares. */
export function microsoftItem(name: string, { x, y, width, height }: Area): string {
  return (
    `\n     <rdf:li ${declare("rdf", "MPReg")} rdf:parseType="Resource">` +
    `<MPReg:Rectangle>${[x, y, width, height].map(decimal).join(", ")}</MPReg:Rectangle>` +
    `<MPReg:PersonDisplayName>${escape(name)}</MPReg:PersonDisplayName></rdf:li>`
  );
}

/** A property with a list of regions. `stored` = pixels of the stored picture, of which the regions are said. */
export function regionsProperty(
  list: "mwg" | "microsoft",
  content: string,
  stored: { readonly width: number; readonly height: number },
): string {
  if (list === "microsoft") {
    return (
      `\n   <MP:RegionInfo ${declare("MP", "MPRI", "rdf")} rdf:parseType="Resource">` +
      `<MPRI:Regions>${bag(content)}\n    </MPRI:Regions>\n   </MP:RegionInfo>`
    );
  }
  return (
    `\n   <mwg-rs:Regions ${declare("mwg-rs", "stDim", "rdf")} rdf:parseType="Resource">` +
    `\n    <mwg-rs:AppliedToDimensions rdf:parseType="Resource"><stDim:w>${stored.width}</stDim:w>` +
    `<stDim:h>${stored.height}</stDim:h><stDim:unit>pixel</stDim:unit></mwg-rs:AppliedToDimensions>` +
    `\n    <mwg-rs:RegionList>${bag(content)}\n    </mwg-rs:RegionList>\n   </mwg-rs:Regions>`
  );
}

function bag(content: string): string {
  return `\n    <rdf:Bag ${declare("rdf")}>${content}\n    </rdf:Bag>`;
}

function declare(...prefixes: readonly Prefix[]): string {
  return prefixes.map((prefix) => `xmlns:${prefix}="${namespaces[prefix]}"`).join(" ");
}

function decimal(value: number): string {
  return String(Math.round(value * 1e6) / 1e6);
}

function escape(text: string): string {
  // XML 1.0, section 2.2: of the control characters only these, and no half of a letter of two units.
  const legal = text
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, (letter) => ("\t\n\r".includes(letter) ? letter : ""));
  return legal
    .replaceAll(/[\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#13;");
}
