import path from "node:path";
import type { LabelledPicture } from "../../../app/evaluate/labelled-folder.ts";

const numbered = (stem: string, numbers: readonly number[], extension: string) =>
  numbers.map((number) => `${stem}${number}.${extension}`);

/** Photos as people take them, uncropped, of which the sets' own names or lists say who is in the middle. */
const photosOf: Readonly<Record<string, readonly string[]>> = {
  obama: [
    ...["obama.jpg", "obama2.jpg", "obama-480p.jpg", "knn_examples/test/obama1.jpg"].map(
      (name) => `ageitgey/examples/${name}`,
    ),
    ...["obama3.jpg", "obama_partial_face2.jpg"].map((name) => `ageitgey/tests/test_images/${name}`),
  ],
  biden: ["biden.jpg", "biden2.jpg"].map((name) => `ageitgey/examples/knn_examples/train/biden/${name}`),
  kit: ["train/kit_harington/john1.jpeg", "train/kit_harington/john2.jpeg", "test/johnsnow_test1.jpg"].map(
    (name) => `ageitgey/examples/knn_examples/${name}`,
  ),
  rose: ["img1.jpg", "img2.jpg"].map((name) => `ageitgey/examples/knn_examples/train/rose_leslie/${name}`),
  alex: ["train/alex_lacamoire/img1.jpg", "test/alex_lacamoire1.jpg"].map(
    (name) => `ageitgey/examples/knn_examples/${name}`,
  ),
  A: ["001", "002", "003", "004", "005", "006"].map((name) => `compreface/${name}_A.jpg`),
  B: ["compreface/007_B.jpg", "compreface/008_B.jpg"],
  C: ["compreface/009_C.jpg"],
  emotionsA: numbered("stock/stock-emotions-a-", [1, 2, 3, 4, 5, 6, 7, 8], "jpg"),
  emotionsB: numbered("stock/stock-emotions-b-", [1, 2, 3, 4, 5, 6, 7, 8], "jpg"),
  vlado: ["stock/person-vlado.jpg", "stock/person-vlado1.jpg", "stock/person-vlado5.jpg"],
  ...Object.fromEntries(
    ["celeste", "christina", "lauren", "lexi", "linda", "nicole", "tasia", "tetiana"].map((name) => [
      name,
      [`stock/person-${name}.jpg`],
    ]),
  ),
  ...Object.fromEntries(
    ["amy", "bernadette", "howard", "leonard", "penny", "raj", "sheldon", "stuart"].map((name) => [
      name,
      numbered(`bbt/images/${name}/${name}`, [1, 2, 3, 4, 5], "png"),
    ]),
  ),
};

/** The photos with their people; paths below the data folder. */
export function fullPhotos(dataFolder: string): LabelledPicture[] {
  return Object.entries(photosOf).flatMap(([identity, photos], label) =>
    photos.map((relativePath) => ({
      identity,
      label,
      relativePath,
      path: path.join(dataFolder, relativePath),
    })),
  );
}
