import type { Database } from "../../app/db/open.ts";
import type { PersonChoice } from "../../app/people/choose-person.ts";

/** Chooses from what is in the catalogue, as a row of random numbers says. */
export class RandomPicker {
  readonly #db: Database;
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(db: Database, numbers: readonly number[]) {
    this.#db = db;
    this.#numbers = numbers;
  }

  number(below: number): number {
    const number = this.#numbers[this.#at % this.#numbers.length] ?? 0;
    this.#at += 1;
    return number % below;
  }

  flag(): boolean {
    return this.number(2) === 1;
  }

  /** One to three of what `pick` gives, perhaps the same twice. */
  some(pick: () => number): number[] {
    return Array.from({ length: 1 + this.number(3) }, pick);
  }

  face = (): number => this.#oneOf("SELECT id FROM faces ORDER BY id");

  /** A face that is ignored, or called none. */
  hiddenFace = (): number => this.#oneOf("SELECT id FROM faces WHERE ignored OR is_false ORDER BY id");

  person = (): number => this.#oneOf("SELECT id FROM people ORDER BY id");

  group = (): number =>
    this.#oneOf("SELECT DISTINCT cluster_id AS id FROM faces WHERE person_id IS NULL AND cluster_id > 0");

  folder = (): number => this.#oneOf("SELECT id FROM roots WHERE removed_at_ms IS NULL ORDER BY id");

  photo = (): number => this.#oneOf("SELECT id FROM photos ORDER BY id");

  stackedPhoto = (): number => this.#oneOf("SELECT photo_id FROM stack_members ORDER BY photo_id");

  album = (): number => this.#oneOf("SELECT id FROM albums ORDER BY id");

  /** An album that is filled by hand, and photos that are in it. */
  filledAlbum(): { albumId: number; photoIds: number[] } {
    const albumId = this.#oneOf("SELECT DISTINCT album_id AS id FROM album_photos ORDER BY id");
    const sql = "SELECT photo_id FROM album_photos WHERE album_id = ? ORDER BY position LIMIT ?";
    return { albumId, photoIds: this.#ids(sql, albumId, 1 + this.number(2)) };
  }

  /** Faces of one group or person, so that splits find some. */
  companions(): number[] {
    const sql = `SELECT other.id FROM faces JOIN faces AS other
      ON coalesce(other.person_id, -other.cluster_id) = coalesce(faces.person_id, -faces.cluster_id)
      WHERE faces.id = ? ORDER BY other.id LIMIT ?`;
    return this.#ids(sql, this.face(), 1 + this.number(3));
  }

  choice(): PersonChoice {
    if (this.flag()) return { id: this.person() };
    return { name: `Person ${this.number(9)}`, allowSameName: this.flag() };
  }

  #ids(sql: string, ...values: number[]): number[] {
    return this.#db
      .prepare<number[], number>(sql)
      .pluck()
      .all(...values);
  }

  #oneOf(sql: string): number {
    const ids = this.#ids(sql);
    return ids[this.number(Math.max(1, ids.length))] ?? 0;
  }
}
