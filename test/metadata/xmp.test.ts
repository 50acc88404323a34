import { expect, test } from "vitest";
import { XmpError } from "../../app/metadata/errors.ts";
import { readDocument } from "../../app/metadata/formats/read-document.ts";
import { decodeText, encodeText, maximumXmpBytes } from "../../app/metadata/xmp/decode-text.ts";
import { parseXml } from "../../app/metadata/xmp/parse-xml.ts";
import { parseXmp } from "../../app/metadata/xmp/xmp-document.ts";
import { bag, xmpWith } from "./xmp-samples.ts";

const refused: [string, string, RegExp][] = [
  ["an entity bomb", `<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>`, /document type/],
  [
    "an entity of a file",
    `<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>`,
    /document type/,
  ],
  ["an entity that nobody defined", `<x>&bomb;</x>`, /entity/],
  ["a tag that is not closed", `<x><y></x>`, /well-formed/],
  ["a prefix that nobody declared", `<x:a/>`, /namespace|prefix/],
  ["nothing", ``, /well-formed|nothing/],
  ["text", `hello`, /well-formed/],
  ["elements too deep", "<a>".repeat(20_000), /deep/],
  ["too many elements", `<a>${"<b/>".repeat(600_000)}</a>`, /too many/],
  ["XML that is no XMP", `<html/>`, /no XMP/],
];

test.each(refused)("%s is refused", (_, text, reason) => {
  expect(() => parseXmp(text)).toThrow(XmpError);
  expect(() => parseXmp(text)).toThrow(reason);
});

test("a name of a million letters is read as it is, and megabytes of other things do no harm", () => {
  const long = "n".repeat(1_000_000);
  const document = parseXmp(
    xmpWith(
      `<Iptc4xmpExt:PersonInImage>${bag(long)}</Iptc4xmpExt:PersonInImage>`,
      `<dc:rights>${"x".repeat(8_000_000)}</dc:rights>`,
    ),
  );
  expect(readDocument(document, null)[0]?.name).toHaveLength(1_000_000);
});

test("letters that are no Unicode, and more than 16 MB, are refused", () => {
  expect(() => decodeText(Buffer.from("<x>Zo\xeb</x>", "latin1"))).toThrow(/not Unicode/);
  expect(() => decodeText(Buffer.alloc(maximumXmpBytes + 1, 0x20))).toThrow(/16 MB/);
});

const encodings = [
  ["UTF-8", Buffer.from("<x>Zoë 😀</x>")],
  ["UTF-8 with a mark", Buffer.from("\ufeff<x>Zoë 😀</x>")],
  ["UTF-16, little-endian", Buffer.from("\ufeff<x>Zoë 😀</x>", "utf16le")],
  ["UTF-16, big-endian", Buffer.from("\ufeff<x>Zoë 😀</x>", "utf16le").swap16()],
  ["UTF-16 without a mark", Buffer.from("<x>Zoë 😀</x>", "utf16le")],
] as const;

test.each(encodings)("%s is read, and written as it was", (_, bytes) => {
  const decoded = decodeText(bytes);
  expect(decoded.text).toBe("<x>Zoë 😀</x>");
  expect(encodeText(decoded.text, decoded).equals(bytes)).toBe(true);
});

test("elements know where they stand in the text, also behind letters of two units and line ends of Windows", () => {
  const text = `<?xml version="1.0"?>\r\n<a k="😀>">\r\n <!-- <b> --><b x='1'/>é<c><![CDATA[<d>]]></c >\r\n</a>`;
  const root = parseXml(text);
  const source = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  expect(root.children.map(source)).toEqual([`<b x='1'/>`, `<c><![CDATA[<d>]]></c >`]);
  expect(text.slice(root.children[1]?.openEnd, root.children[1]?.closeStart)).toBe("<![CDATA[<d>]]>");
  expect(root.children[1]?.text).toBe("<d>");
  expect(source(root).startsWith(`<a k="😀>">`)).toBe(true);
  expect(source(root).endsWith("</a>")).toBe(true);
});

test("zeros behind a packet are padding", () => {
  expect(readDocument(parseXmp(`${xmpWith(`<dc:subject>${bag("x")}</dc:subject>`)}\0\0\0`), null)).toEqual(
    [],
  );
});
