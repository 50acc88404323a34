import type { Area, WrittenRegion } from "../region.ts";
import {
  field,
  items,
  numberOf,
  property,
  textOf,
  textsOf,
  type XmpDocument,
  type XmpNode,
} from "../xmp/xmp-document.ts";

/**
 * The image regions of IPTC Extension 1.5 and later that are of people, and `PersonInImage`, which says who is in the
 * photo but not where. `stored` = pixels of the stored picture, for regions in pixels; null = not known.
 */
export function readIptcPeople(
  document: XmpDocument,
  stored: { readonly width: number; readonly height: number } | null,
): WrittenRegion[] {
  const common = { kind: "iptc", appliedTo: null, usualFrame: "stored" } as const;
  const regions = items(property(document, "Iptc4xmpExt:ImageRegion")).flatMap((item) => {
    const people = textsOf(field(item, "Iptc4xmpExt:PersonInImage"));
    const name = people[0] ?? (isOfHuman(item) ? textOf(field(item, "Iptc4xmpExt:Name")) : null);
    if (name === null) return [];
    return [{ ...common, name, area: boundaryOf(field(item, "Iptc4xmpExt:RegionBoundary"), stored) }];
  });
  const named = textsOf(property(document, "Iptc4xmpExt:PersonInImage")).map((name) => ({
    ...{ ...common, name, area: null },
  }));
  return [...regions, ...named];
}

/** IPTC's vocabulary of what a region shows has "human"; roles, "subject area" and others, say nothing of that. */
function isOfHuman(region: XmpNode): boolean {
  return items(field(region, "Iptc4xmpExt:rCtype")).some((entity) => {
    const identifiers = textsOf(field(entity, "xmp:Identifier"));
    const words = [...identifiers, ...textsOf(field(entity, "Iptc4xmpExt:Name"))];
    return words.some((word) => /(^|[/:#])(human|person|face)$/i.test(word));
  });
}

function boundaryOf(
  node: XmpNode | undefined,
  stored: { readonly width: number; readonly height: number } | null,
): Area | null {
  const number = (name: string) => numberOf(field(node, `Iptc4xmpExt:${name}`));
  const isInPixels = textOf(field(node, "Iptc4xmpExt:rbUnit"))?.toLowerCase() === "pixel";
  const [across, down] = isInPixels ? [stored?.width, stored?.height] : [1, 1];
  if (across === undefined || down === undefined) return null;
  const shape = isInPixels || stored === null ? 1 : stored.width / stored.height;
  const box = rectangle(number) ?? circle(number, shape) ?? polygon(node);
  if (box === null) return null;
  return {
    ...{ x: box.x / across, y: box.y / down },
    ...{ width: box.width / across, height: box.height / down },
  };
}

type NumberNamed = (name: string) => number | undefined;

function rectangle(number: NumberNamed): Area | null {
  const [x, y, width, height] = [number("rbX"), number("rbY"), number("rbW"), number("rbH")];
  if (x === undefined || y === undefined || width === undefined || height === undefined) return null;
  return { x, y, width, height };
}

/** The radius is in the unit of x; `shape` says how much it is in that of y. */
function circle(number: NumberNamed, shape: number): Area | null {
  const [x, y, radius] = [number("rbX"), number("rbY"), number("rbRx")];
  if (x === undefined || y === undefined || radius === undefined) return null;
  const down = radius * shape;
  return { x: x - radius, y: y - down, width: 2 * radius, height: 2 * down };
}

function polygon(node: XmpNode | undefined): Area | null {
  const points = items(field(node, "Iptc4xmpExt:rbVertices")).flatMap((vertex) => {
    const x = numberOf(field(vertex, "Iptc4xmpExt:rbX"));
    const y = numberOf(field(vertex, "Iptc4xmpExt:rbY"));
    return x === undefined || y === undefined ? [] : [{ x, y }];
  });
  if (points.length < 2) return null;
  const [left, top] = [Math.min(...points.map(({ x }) => x)), Math.min(...points.map(({ y }) => y))];
  const [right, bottom] = [Math.max(...points.map(({ x }) => x)), Math.max(...points.map(({ y }) => y))];
  return { x: left, y: top, width: right - left, height: bottom - top };
}
