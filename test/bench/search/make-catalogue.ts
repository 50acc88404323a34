import { openCatalogue, type Database } from "../../../app/db/open.ts";
import { inTransaction } from "../../../app/db/transaction.ts";

/** How large the made catalogue is. */
export interface CatalogueSize {
  readonly photos: number;
  readonly faces: number;
  readonly people: number;
}

const firstNames = ["Anna", "Ben", "Carl", "Dora", "Élodie", "Finn", "Greta", "Hugo", "Ida", "Jonas"];
const landmarks = Buffer.alloc(68 * 8);

/**
 * A catalogue as after years of use: 20 years of photos in 50-photo events, few people in many photos and many in
 * few (Zipf), of the faces 40 % confirmed, 30 % assigned, 5 % ignored, 1 % false, the rest without a name. Person N is
 * called "Anna 0", "Ben 1" ... The same numbers give the same catalogue. The caller closes it.
 */
export function makeCatalogue(path: string, size: CatalogueSize): Database {
  const db = openCatalogue(path);
  const random = seededRandom(1);
  inTransaction(db, () => {
    addPeople(db, size.people);
    addPhotos(db, size.photos, random);
    addFaces(db, size, random);
  });
  return db;
}

function addPeople(db: Database, people: number): void {
  const insert = db.prepare("INSERT INTO people (name, birth_date) VALUES (?, ?)");
  for (let at = 0; at < people; at++) {
    const year = 1950 + (at % 70);
    insert.run(`${firstNames[at % firstNames.length] ?? ""} ${at}`, `${year}-06-15`);
  }
}

function addPhotos(db: Database, photos: number, random: () => number): void {
  const photo = db.prepare(
    `INSERT INTO photos (content_hash, size_bytes, format, width, height, taken_at, camera_make, camera_model,
       latitude, longitude, recipe, analysed_at_ms)
     VALUES (?, 4000000, 'jpeg', 4000, 3000, ?, 'Canon', ?, ?, ?, 'r', 1)`,
  );
  const file = db.prepare(
    "INSERT INTO files (path, size_bytes, modified_at_ms, photo_id, missing_since_ms) VALUES (?, 4000000, 1, ?, ?)",
  );
  const dayMs = 86_400_000;
  for (let id = 1; id <= photos; id++) {
    const hash = Buffer.alloc(32);
    for (let at = 0; at < 32; at += 4) hash.writeUInt32LE(Math.floor(random() * 2 ** 32), at);
    const event = Math.floor(id / 50);
    const timeMs = Date.UTC(2005, 0, 1) + (((event * 50) / photos) * 20 * 365 + random() * 2) * dayMs;
    const takenAt = new Date(timeMs).toISOString().slice(0, 19);
    const hasPlace = random() < 0.3;
    photo.run(
      hash,
      random() < 0.05 ? null : takenAt,
      `EOS ${id % 12}`,
      hasPlace ? 41.9 : null,
      hasPlace ? 12.5 : null,
    );
    const path = `/home/somebody/Pictures/${takenAt.slice(0, 4)}/${takenAt.slice(0, 10)} Event ${event}/IMG_${id}.jpg`;
    file.run(path, id, random() < 0.01 ? 1 : null);
  }
}

function addFaces(db: Database, { photos, faces, people }: CatalogueSize, random: () => number): void {
  const face = db.prepare(
    `INSERT INTO faces (photo_id, x, y, width, height, score, quality, sharpness, yaw, landmarks, person_id, ignored,
       is_false)
     VALUES (?, 1, 1, 10, 10, 0.9, 0.5, 100, 0, ?, ?, ?, ?)`,
  );
  const assign = db.prepare("INSERT INTO assignments VALUES (?, ?, 0.95, ?)");
  const anybody = () => Math.min(people, Math.floor(Math.exp(random() * Math.log(people + 1))));
  for (let at = 0; at < faces; at++) {
    const share = random();
    const isIgnored = random() < 0.05;
    const isFalse = random() < 0.01;
    const isConfirmed = share < 0.4 && !isFalse;
    const { lastInsertRowid } = face.run(
      1 + Math.floor(random() * photos),
      landmarks,
      isConfirmed ? anybody() : null,
      isIgnored ? 1 : 0,
      isFalse ? 1 : 0,
    );
    if (share >= 0.4 && share < 0.8 && !isIgnored && !isFalse)
      assign.run(lastInsertRowid, anybody(), share < 0.7 ? "assigned" : "suggested");
  }
}

/** Numbers from 0 to 1, always the same (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
