import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { cropFace } from "../support/face-crops.ts";
import { folderOfSamples, listFaces, scan } from "../support/library.ts";
import { onceARun } from "../support/once-a-run.ts";
import { writeInto } from "../support/photos.ts";

/** How many people there are. */
export const people = 4;

/** Of whom each has so many pictures. */
export const picturesOfEach = 3;

/** What tests of measuring read, and must not write to. */
export interface LabelledPeople {
  /** A folder for each person: "person 1/1.png". */
  readonly labelled: string;
  /** A photo of all of them. */
  readonly photo: string;
  /** With that photo. */
  readonly library: string;
}

/** Four people of sample 6, three pictures each: as they are, closer and brighter, mirrored and smaller. */
export async function labelledPeople(): Promise<LabelledPeople> {
  const made = await onceARun("labelled-people", makeLabelledPeople);
  return {
    labelled: join(made, "labelled"),
    photo: join(made, "photos", "sample6.jpg"),
    library: join(made, "library"),
  };
}

async function makeLabelledPeople(folder: string): Promise<void> {
  const photos = folderOfSamples(folder, 6);
  await scan(photos, join(folder, "library"));
  const rows = (await listFaces(join(folder, "library"))).sort((a, b) => a.box.x - b.box.x);
  expect(rows).toHaveLength(people);
  for (const [at, row] of rows.entries()) {
    const own = join(folder, "labelled", `person ${at + 1}`);
    mkdirSync(own, { recursive: true });
    const [plain, closer, wider] = [
      await cropFace(row, 0.5),
      await cropFace(row, 0.35),
      await cropFace(row, 0.6),
    ];
    writeInto(own, "1.png", await plain.png().toBuffer());
    writeInto(own, "2.jpg", await closer.modulate({ brightness: 1.2 }).jpeg().toBuffer());
    writeInto(own, "3.jpg", await wider.flop().resize(250).jpeg().toBuffer());
  }
}
