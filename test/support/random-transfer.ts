import type { Database } from "../../app/db/open.ts";
import { photoReference } from "../../app/db/references.ts";
import { toFloat32Blob } from "../../app/db/float32-blob.ts";
import type { Transfer, TransferFace, TransferPhoto } from "../../app/transfer/format.ts";
import type { RandomPicker } from "./random-picker.ts";

/** A file of another library that knows some of the photos here, and says random things of them. */
export function randomTransfer(db: Database, pick: RandomPicker): Transfer {
  const people = [1, 2].map((number) => ({
    ...{ id: `elsewhere-${pick.number(3)}-${number}`, name: `Person ${pick.number(9)}` },
    ...(pick.flag() && { birthDate: `200${number}-01-01` }),
    ...(pick.flag() && { pinned: true as const }),
    ...(pick.flag() && { looks: [randomLook(pick.number(2))] }),
  }));
  const [one, other] = people.map(({ id }) => id);
  const hashes = [...new Set([pick.photo(), pick.photo()].map((id) => photoReference(db, id) ?? ""))];
  const photos = hashes.map((hash) => ({
    ...{ hash, files: [{ folder: 0, path: `${hash.slice(0, 2)}.jpg` }], width: 4_000, height: 3_000 },
    faces: [0, 200, 400].map((x, at) => randomFace(pick, { x, person: at === 1 ? other : one })),
    ...(pick.flag() && other !== undefined && { people: [other] }),
  }));
  const [first = ""] = hashes;
  const grouped = photos.map((photo) => ({ ...photo, ...randomGrouping(pick, photo.hash, first) }));
  const [hash = ""] = hashes;
  return {
    header: { familiar: "library", version: 1, exportedAt: "2026-11-23T00:00:00.000Z", models: null },
    ...{ people, photos: grouped },
    albums: [
      pick.flag()
        ? { name: `Album ${pick.number(99)}`, photos: hashes }
        : { name: `Album ${pick.number(9)}`, query: "person:1", people: [one ?? null] },
    ],
    judgements: pick.flag()
      ? [
          {
            kind: "together",
            faces: [
              [hash, 0],
              [hash, 1],
            ],
          },
        ]
      : [{ kind: "apart", faces: [[hash, 0]], others: [[hash, 2]] }],
    differentPeople: one !== undefined && other !== undefined && pick.flag() ? [[one, other]] : [],
  };
}

/** As `face` of the people fixture places faces: 100 pixels wide, 200 apart. */
function randomFace(
  pick: RandomPicker,
  { x, person }: { readonly x: number; readonly person: string | undefined },
): TransferFace {
  const area = { x: x / 4_000, y: 0, width: 100 / 4_000, height: 100 / 3_000 };
  switch (pick.number(5)) {
    case 1:
      return { area, ignored: true };
    case 2:
      return { area, notAFace: true };
    case 3:
      return { area, ...(person !== undefined && { notPeople: [person] }) };
    case 4:
      return { area: { ...area, y: 0.5 }, origin: "drawn", ...(person !== undefined && { person }) };
    default:
      return {
        area,
        ...(person !== undefined && { person }),
        ...(pick.flag() && person !== undefined && { coverOf: person }),
      };
  }
}

/** What may be said of how a photo is shown with the first of the file. */
function randomGrouping(pick: RandomPicker, hash: string, first: string): Partial<TransferPhoto> {
  return {
    ...(pick.flag() && { stackedWith: first }),
    ...(pick.flag() && { unstacked: true }),
    ...(pick.flag() && { stackCover: true }),
    ...(pick.flag() && hash !== first && { partedFrom: first }),
  };
}

function randomLook(axis: number) {
  const vector = new Float32Array(4);
  vector[axis % 4] = 1;
  return { model: "m", vector: toFloat32Blob(vector).toString("base64"), faces: 2, weight: 1.5 };
}
