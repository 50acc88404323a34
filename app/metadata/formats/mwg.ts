import type { Area, WrittenRegion } from "../region.ts";
import type { Prefix } from "../xmp/namespaces.ts";
import {
  field,
  items,
  numberOf,
  property,
  textOf,
  type XmpDocument,
  type XmpNode,
} from "../xmp/xmp-document.ts";

type Size = NonNullable<WrittenRegion["appliedTo"]>;

/** The regions of the Metadata Working Group: Lightroom, digiKam, Picasa, Apple, Tag That Photo and most others. */
export function readMwgRegions(document: XmpDocument): WrittenRegion[] {
  const info = property(document, "mwg-rs:Regions");
  const appliedTo = sizeOf(field(info, "mwg-rs:AppliedToDimensions"), "stDim");
  return items(field(info, "mwg-rs:RegionList")).flatMap((item) => {
    if (!isFace(textOf(field(item, "mwg-rs:Type")))) return [];
    const area = centredArea(field(item, "mwg-rs:Area"), "stArea", appliedTo);
    return [
      {
        name: textOf(field(item, "mwg-rs:Name")),
        area,
        kind: "mwg",
        appliedTo,
        usualFrame: "stored",
      } as const,
    ];
  });
}

/** The regions of ACDSee. It keeps the area that the user drew and the one that it found; the user's comes first. */
export function readAcdseeRegions(document: XmpDocument): WrittenRegion[] {
  const info = property(document, "acdsee-rs:Regions");
  const appliedTo = sizeOf(field(info, "acdsee-rs:AppliedToDimensions"), "acdsee-stDim");
  return items(field(info, "acdsee-rs:RegionList")).flatMap((item) => {
    if (!isFace(textOf(field(item, "acdsee-rs:Type")))) return [];
    const area =
      centredArea(field(item, "acdsee-rs:DLYArea"), "acdsee-stArea", appliedTo) ??
      centredArea(field(item, "acdsee-rs:ALGArea"), "acdsee-stArea", appliedTo);
    return [
      ...[{ name: textOf(field(item, "acdsee-rs:Name")), area, kind: "acdsee" as const, appliedTo }],
    ].map((region) => ({ ...region, usualFrame: "stored" as const }));
  });
}

/** Pets, barcodes and points of focus have types of their own; who leaves it out means a face. */
function isFace(type: string | null): boolean {
  return type === null || type.toLowerCase() === "face";
}

function sizeOf(node: XmpNode | undefined, prefix: Prefix): Size | null {
  const width = numberOf(field(node, `${prefix}:w`));
  const height = numberOf(field(node, `${prefix}:h`));
  return width !== undefined && height !== undefined && width > 0 && height > 0 ? { width, height } : null;
}

/** x and y are the centre. A point or a circle (`d`) is the square around it. */
function centredArea(node: XmpNode | undefined, prefix: Prefix, appliedTo: Size | null): Area | null {
  const number = (name: string) => numberOf(field(node, `${prefix}:${name}`));
  const [x, y, diameter] = [number("x"), number("y"), number("d")];
  const [width, height] = [number("w") ?? diameter, number("h") ?? diameter];
  if (x === undefined || y === undefined || width === undefined || height === undefined) return null;
  const isInPixels = textOf(field(node, `${prefix}:unit`))?.toLowerCase() === "pixel";
  if (isInPixels && appliedTo === null) return null;
  const [across, down] = isInPixels && appliedTo !== null ? [appliedTo.width, appliedTo.height] : [1, 1];
  return {
    ...{ x: (x - width / 2) / across, y: (y - height / 2) / down },
    ...{ width: width / across, height: height / down },
  };
}
