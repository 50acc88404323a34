import { namespaces, type Prefix } from "../../app/metadata/xmp/namespaces.ts";

/** An XMP document with these properties (elements of the description), every usual prefix declared. */
export function xmpWith(...properties: string[]): string {
  const declared = (Object.keys(namespaces) as Prefix[])
    .filter((prefix) => !["x", "rdf", "xml"].includes(prefix))
    .map((prefix) => `xmlns:${prefix}="${namespaces[prefix]}"`)
    .join("\n    ");
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="${namespaces.rdf}">
  <rdf:Description rdf:about=""
    ${declared}>
${properties.join("\n")}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`;
}

export function bag(...items: string[]): string {
  return `<rdf:Bag>${items.map((item) => `<rdf:li>${item}</rdf:li>`).join("")}</rdf:Bag>`;
}

/** As Lightroom writes it: structures as attributes. */
export function lightroomRegions(
  regions: readonly { name?: string; type?: string; x: number; y: number; w: number; h: number }[],
  size = { w: 4000, h: 3000 },
): string {
  const items = regions.map(
    ({ name, type = "Face", x, y, w, h }) => `<rdf:li><rdf:Description mwg-rs:Type="${type}"${
      name === undefined ? "" : ` mwg-rs:Name="${name}"`
    }>
      <mwg-rs:Area stArea:x="${x}" stArea:y="${y}" stArea:w="${w}" stArea:h="${h}" stArea:unit="normalized"/>
    </rdf:Description></rdf:li>`,
  );
  return `<mwg-rs:Regions rdf:parseType="Resource">
    <mwg-rs:AppliedToDimensions stDim:w="${size.w}" stDim:h="${size.h}" stDim:unit="pixel"/>
    <mwg-rs:RegionList><rdf:Bag>${items.join("")}</rdf:Bag></mwg-rs:RegionList>
   </mwg-rs:Regions>`;
}
