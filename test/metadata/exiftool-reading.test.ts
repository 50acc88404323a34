import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readEmbeddedPackets } from "../../app/metadata/embedded/read-packets.ts";
import { readDocument } from "../../app/metadata/formats/read-document.ts";
import { decodeText } from "../../app/metadata/xmp/decode-text.ts";
import { parseXmp } from "../../app/metadata/xmp/xmp-document.ts";
import { exiftool, hasExiftool } from "../support/exiftool.ts";
import { cornerPhoto, readFixture } from "../support/photos.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const formats = {
  "photo.jpg": async () => await cornerPhoto("jpeg"),
  "photo.png": async () => await cornerPhoto("png"),
  "photo.tif": async () => await cornerPhoto("tiff"),
  "photo.webp": async () => await cornerPhoto("webp"),
  "photo.avif": async () => await cornerPhoto("avif"),
  "photo.heic": () => Promise.resolve(readFixture("turned-by-container-6.heic")),
};

async function peopleIn(path: string) {
  const embedded = await readEmbeddedPackets(path);
  return (embedded?.packets ?? []).flatMap((packet) => readDocument(parseXmp(decodeText(packet).text), null));
}

const region =
  "{AppliedToDimensions={W=96,H=64,Unit=pixel},RegionList=[{Name=Zoë Ångström,Type=Face,Area={X=0.5,Y=0.25,W=0.25,H=0.125,Unit=normalized}}]}";

describe.skipIf(!hasExiftool)("what ExifTool writes, Familiar reads (needs exiftool)", () => {
  test.each(Object.entries(formats))("regions, people and keywords in %s", async (name, make) => {
    const path = join(temporaryFolder(), name);
    writeFileSync(path, await make());
    expect(await peopleIn(path)).toEqual([]);
    exiftool(
      ...[
        "-overwrite_original",
        `-RegionInfo=${region}`,
        "-RegionPersonDisplayName=Ben",
        "-RegionRectangle=0.5,0.5,0.25,0.25",
      ],
      ...["-PersonInImage=Cleo", "-HierarchicalSubject=People|Dora", "-TagsList=People/Emil", path],
    );
    const found = await peopleIn(path);
    expect(found.map(({ name: who, kind }) => [who, kind])).toEqual([
      ["Zoë Ångström", "mwg"],
      ["Ben", "microsoft"],
      ["Cleo", "iptc"],
      ["Dora", "keywords"],
      ["Emil", "keywords"],
    ]);
    expect(found[0]?.area).toEqual({ x: 0.375, y: 0.1875, width: 0.25, height: 0.125 });
    expect(found[0]?.appliedTo).toEqual({ width: 96, height: 64 });
    expect(found[1]?.area).toEqual({ x: 0.5, y: 0.5, width: 0.25, height: 0.25 });
  });

  test("a JPEG whose XMP does not fit into 64 KB: its extended part is read too", async () => {
    const path = join(temporaryFolder(), "large.jpg");
    writeFileSync(path, await cornerPhoto("jpeg"));
    const names = Array.from({ length: 4_000 }, (_, at) => `-PersonInImage=A person with the number ${at}`);
    const argFile = join(temporaryFolder(), "args");
    writeFileSync(argFile, names.join("\n"));
    exiftool("-overwrite_original", "-@", argFile, path);
    expect(await peopleIn(path)).toHaveLength(4_000);
  });

  test("a sidecar", async () => {
    const folder = temporaryFolder();
    const photo = join(folder, "photo.jpg");
    writeFileSync(photo, await cornerPhoto("jpeg"));
    exiftool("-overwrite_original", `-RegionInfo=${region}`, photo);
    exiftool("-o", join(folder, "photo.xmp"), "-tagsfromfile", photo, "-xmp:all");
    copyFileSync(join(folder, "photo.xmp"), join(folder, "photo.jpg.xmp"));
    const { readFileSync } = await import("node:fs");
    const text = decodeText(readFileSync(join(folder, "photo.jpg.xmp"))).text;
    expect(readDocument(parseXmp(text), null).map(({ name }) => name)).toEqual(["Zoë Ångström"]);
  });
});
