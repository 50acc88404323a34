import { linkSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { thumbnailLongSides, thumbnailPath } from "../../app/analyze/thumbnails.ts";
import type { Database } from "../../app/db/open.ts";
import { addRoot } from "../../app/db/roots.ts";
import { inTransaction } from "../../app/db/transaction.ts";
import { libraryFolders } from "../../app/library/open-library.ts";
import { makeCatalogue, type CatalogueSize } from "../bench/search/make-catalogue.ts";

/** How large the library is, and into how many groups its faces without a name fall. */
export interface LargeLibrarySize extends CatalogueSize {
  readonly groups: number;
}

/** Widths of photos of height 3,000: upright, square, the usual two, and a panorama. */
const widthsPx = [2_000, 3_000, 4_000, 4_500, 9_000] as const;

/** Different pictures, so that a browser cannot show one that it has already in place of all. */
const picturesOfWidth = 40;

/**
 * A library as after twenty years of use, with thumbnails (plain colours, linked, so that 100,000 take a few megabytes).
 * The photos themselves are not there, and no face has a vector. The same size gives the same library.
 */
export async function makeLargeLibrary(folder: string, size: LargeLibrarySize): Promise<void> {
  const folders = libraryFolders(folder);
  mkdirSync(folders.library, { recursive: true });
  const db = makeCatalogue(folders.catalogue, size);
  try {
    inTransaction(db, () => {
      addRoot(db, "/home/somebody/Pictures", 1);
      shapePhotos(db);
      placeFaces(db);
      groupFaces(db, size.groups);
    });
    await linkThumbnails(db, folders.thumbnails);
  } finally {
    db.close();
  }
}

function shapePhotos(db: Database): void {
  db.exec(`UPDATE photos SET width = CASE id % 10 WHEN 0 THEN ${widthsPx[4]} WHEN 1 THEN ${widthsPx[0]}
    WHEN 2 THEN ${widthsPx[1]} WHEN 3 THEN ${widthsPx[3]} ELSE ${widthsPx[2]} END`);
}

/** Side by side: the faces of a photo do not lie on each other. */
function placeFaces(db: Database): void {
  db.exec(`UPDATE faces SET x = 100 + (id % 5) * 350, y = 400 + (id % 7) * 200, width = 320, height = 400,
    quality = 0.3 + (id % 70) / 100.0`);
}

/** Zipf's law: few large groups, many small ones. */
function groupFaces(db: Database, groups: number): void {
  const insert = db.prepare("INSERT INTO clusters (id) VALUES (?)");
  for (let id = 1; id <= groups; id++) insert.run(id);
  const unnamed = db
    .prepare<[], number>(
      `SELECT id FROM faces WHERE person_id IS NULL AND ignored = 0 AND is_false = 0
         AND id NOT IN (SELECT face_id FROM assignments) ORDER BY id`,
    )
    .pluck()
    .all();
  const place = db.prepare("UPDATE faces SET cluster_id = ? WHERE id = ?");
  unnamed.forEach((faceId, at) => {
    // The first faces see to it that no group is empty.
    const share = ((at * 2_654_435_761) % 2 ** 32) / 2 ** 32;
    place.run(
      at < groups ? at + 1 : Math.min(groups, Math.floor(Math.exp(share * Math.log(groups + 1)))),
      faceId,
    );
  });
}

async function linkThumbnails(db: Database, folder: string): Promise<void> {
  const pictures = await drawPictures(folder);
  const photos = db.prepare<[], { hash: Uint8Array; id: number; width: number }>(
    "SELECT content_hash AS hash, id, width FROM photos",
  );
  for (const { hash, id, width } of photos.all()) {
    for (const longSide of thumbnailLongSides) {
      const target = thumbnailPath(folder, hash, longSide);
      mkdirSync(path.dirname(target), { recursive: true });
      linkSync(pictures.get(`${width} ${longSide} ${id % picturesOfWidth}`) ?? "", target);
    }
  }
}

async function drawPictures(folder: string): Promise<Map<string, string>> {
  const pictures = new Map<string, string>();
  const drawn = path.join(folder, "drawn");
  mkdirSync(drawn, { recursive: true });
  for (const width of widthsPx) {
    for (const longSide of thumbnailLongSides) {
      for (let number = 0; number < picturesOfWidth; number++) {
        const scale = longSide / Math.max(width, 3_000);
        const file = path.join(drawn, `${width}-${longSide}-${number}.jpg`);
        const background = { r: (number * 37) % 256, g: (number * 91) % 256, b: (number * 151) % 256 };
        const picture = sharp({
          create: {
            width: Math.round(width * scale),
            height: Math.round(3_000 * scale),
            channels: 3,
            background,
          },
        });
        writeFileSync(file, await picture.jpeg().toBuffer());
        pictures.set(`${width} ${longSide} ${number}`, file);
      }
    }
  }
  return pictures;
}
