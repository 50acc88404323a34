import { writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { lightroomRegions, xmpWith } from "../metadata/xmp-samples.ts";
import { folderOfSamples, listFaces, scan } from "./library.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A scanned library with two sample photos of its own; a sidecar says that a face of the first is Anna Lee's. */
export async function sampleFaces({ withSidecar = true }: { readonly withSidecar?: boolean } = {}): Promise<{
  readonly library: string;
  readonly photos: string;
  /** Of the face that is Anna Lee's. */
  readonly faceId: number;
}> {
  const parent = temporaryFolder();
  const photos = folderOfSamples(parent, 1, 2);
  const library = join(parent, "library");
  await scan(photos, library);
  const face = (await listFaces(library)).find(({ photo }) => photo.endsWith("sample1.jpg"));
  if (face === undefined) throw new Error("The sample photo has faces.");
  const { width, height } = await sharp(face.photo).metadata();
  const { box } = face;
  const region = {
    ...{ x: (box.x + box.width / 2) / width, y: (box.y + box.height / 2) / height },
    ...{ w: box.width / width, h: box.height / height },
  };
  if (withSidecar) {
    const regions = lightroomRegions([{ name: "Anna Lee", ...region }], { w: width, h: height });
    writeFileSync(join(photos, "sample1.jpg.xmp"), xmpWith(regions));
  }
  return { library, photos, faceId: face.id };
}
