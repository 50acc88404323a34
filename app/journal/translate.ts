import { createCluster } from "../db/clusters.ts";
import type { Database } from "../db/open.ts";
import { facesOverlapping, insertRecordedFace } from "../db/recorded-faces.ts";
import { insertRecordedPhoto, photoIdOfHash } from "../db/recorded-photos.ts";
import { faceReference, photoReference } from "../db/references.ts";
import { trackedTable, type CellValue, type RowChange, type RowImage } from "../db/tracked-tables.ts";
import type { StepEntry } from "./entry.ts";

/** Says the ids of the text journal in those of the catalogue at hand. */
export interface Translator {
  /**
   * The changes of a line with the ids that its photos, faces and groups have here. Photos and faces that are not here
   * are added, known by hash and place only. Changes of faces that the line does not describe are left out.
   */
  readonly translate: (step: StepEntry) => RowChange[];
  /** From here on the lines come from another catalogue, which gave its own ids. */
  readonly beginCatalogue: () => void;
}

type IdMap = Map<number, number>;

/**
 * `isSameCatalogue` = the lines were written beside this very catalogue, an older copy of which is at hand: its ids of
 * groups hold. People, albums and judgements keep their ids in any case.
 */
export function createTranslator(db: Database, isSameCatalogue: boolean): Translator {
  let faces: IdMap = new Map();
  /** Two faces of one catalogue are never one face here. */
  let taken = new Set<number>();
  let photos: IdMap = new Map();
  let clusters: IdMap | null = isSameCatalogue ? null : new Map();

  const photoIdOf = (id: number, hash: string): number => {
    const known = photos.get(id);
    if (known !== undefined && photoReference(db, known) === hash) return known;
    const bytes = Buffer.from(hash, "hex");
    const here = photoIdOfHash(db, bytes) ?? insertRecordedPhoto(db, id, bytes);
    photos.set(id, here);
    return here;
  };

  const faceIdOf = (id: number, face: StepEntry["faces"][string], isDrawn: boolean): number => {
    const known = faces.get(id);
    if (known !== undefined && faceReference(db, known)?.photo === face.photo) return known;
    const [x, y, width, height] = face.box;
    const box = { x, y, width, height };
    const hash = Buffer.from(face.photo, "hex");
    const photoId = photoIdOfHash(db, hash) ?? insertRecordedPhoto(db, null, hash);
    const frameMs = face.frameMs ?? null;
    const overlapping = facesOverlapping(db, photoId, box, frameMs).filter(
      (candidate) => !taken.has(candidate),
    );
    const found = overlapping.includes(id) ? id : isDrawn ? undefined : overlapping[0];
    const here = found ?? insertRecordedFace(db, { id, photoId, box, frameMs });
    faces.set(id, here);
    taken.add(here);
    return here;
  };

  const clusterIdOf = (id: number): number => {
    if (clusters === null) return id;
    const here = clusters.get(id) ?? createCluster(db);
    clusters.set(id, here);
    return here;
  };

  return {
    translate(step) {
      const drawn = new Set(
        step.changes
          .filter(({ table, before }) => table === "faces" && before === null)
          .map(({ key }) => key[0]),
      );
      const idsByTable = {
        photos: new Map(
          Object.entries(step.photos).map(([id, hash]) => [Number(id), photoIdOf(Number(id), hash)]),
        ),
        faces: new Map(
          Object.entries(step.faces).map(([id, face]) => [
            Number(id),
            faceIdOf(Number(id), face, drawn.has(Number(id))),
          ]),
        ),
      };
      const idOf = (table: string | undefined, id: number): number | undefined => {
        if (table === "photos" || table === "faces") return idsByTable[table].get(id);
        return table === "clusters" ? clusterIdOf(id) : id;
      };
      return step.changes.flatMap((change) => translateChange(change, idOf) ?? []);
    },
    beginCatalogue() {
      faces = new Map();
      taken = new Set();
      photos = new Map();
      clusters = new Map();
    },
  };
}

type IdOf = (table: string | undefined, id: number) => number | undefined;

function translateChange(change: RowChange, idOf: IdOf): RowChange | null {
  const table = trackedTable(change.table);
  const translateCell = (column: string, value: CellValue): CellValue | undefined => {
    const target = column === "id" ? table.name : table.references[column];
    if (typeof value !== "number" || target === undefined) return value;
    return idOf(target, value) ?? (table.optional?.includes(column) === true ? null : undefined);
  };
  const key = table.key.map((column, at) => translateCell(column, change.key[at] ?? null));
  const before = translateImage(change.before, translateCell);
  const after = translateImage(change.after, translateCell);
  const isKey = (value: CellValue | undefined) => typeof value === "number" || typeof value === "string";
  if (!key.every(isKey) || before === undefined || after === undefined) return null;
  return { table: change.table, key, before, after };
}

/** undefined when a photo or face of it is unknown. */
function translateImage(
  image: RowImage | null,
  translateCell: (column: string, value: CellValue) => CellValue | undefined,
): RowImage | null | undefined {
  if (image === null) return null;
  const cells = Object.entries(image).map(
    ([column, value]) => [column, translateCell(column, value)] as const,
  );
  if (cells.some(([, value]) => value === undefined)) return undefined;
  return Object.fromEntries(cells.map(([column, value]) => [column, value ?? null]));
}
