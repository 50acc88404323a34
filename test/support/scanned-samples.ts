import { join } from "node:path";
import { beforeAll } from "vitest";
import {
  faceFromLeft,
  folderOfSamples,
  listFaces,
  scan,
  type FaceRow,
  type SampleNumber,
} from "./library.ts";
import { temporaryFolderForSuite } from "./temporary-folder.ts";

/** Sample photos that were scanned into a library of their own. */
export interface ScannedSamples {
  /** Has `photos` and `library` in it, and room for more. */
  readonly home: string;
  readonly photos: string;
  readonly library: string;
  readonly photo: (sample: SampleNumber) => string;
  readonly faces: () => readonly FaceRow[];
  /** The face of a sample that is furthest to the left (place 0), or the next ones. */
  readonly faceOn: (sample: SampleNumber, place: number) => FaceRow;
}

/** Scans copies of sample photos before the tests of a file, or a `describe`; call it outside of a test. */
export function scannedSamples(...samples: SampleNumber[]): ScannedSamples {
  const home = temporaryFolderForSuite();
  const library = join(home, "my library");
  const photos = folderOfSamples(home, ...samples);
  let faces: FaceRow[] = [];
  beforeAll(async () => {
    await scan(photos, library);
    faces = await listFaces(library);
  });
  const photo = (sample: SampleNumber) => join(photos, `sample${sample}.jpg`);
  return {
    ...{ home, photos, library, photo, faces: () => faces },
    faceOn: (sample, place) => faceFromLeft(faces, photo(sample), place),
  };
}
