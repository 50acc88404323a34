import { albumPhotos, allAlbums, type Album } from "../db/albums.ts";
import { allDifferentPeople } from "../db/different-people.ts";
import { allJudgements, type Judgement } from "../db/judgements.ts";
import type { Database } from "../db/open.ts";
import { allPeople, type Person } from "../db/people.ts";
import { allIdentities } from "../db/person-identities.ts";
import { allLooks } from "../db/person-looks.ts";
import { photoReference } from "../db/references.ts";
import { allRoots } from "../db/roots.ts";
import { storedModels } from "../db/stored-recipe.ts";
import { queryForFile } from "./album-query.ts";
import { describePhotos, type IdentityOf } from "./carried-photos.ts";
import {
  transferVersion,
  type TransferAlbum,
  type TransferFaceReference,
  type TransferHeader,
  type TransferJudgement,
  type TransferPerson,
} from "./format.ts";
import { describeLook } from "./looks.ts";
import { jsonDocument } from "./write-json.ts";

/** How far an export is. */
export type OnExported = (photos: number) => void;

/** The identities of everybody, and how a file names a person. */
export interface KnownIdentities {
  readonly of: ReadonlyMap<number, readonly string[]>;
  readonly main: IdentityOf;
}

/**
 * All that the user said, as the text of a file (app/transfer/format.ts) piece by piece. The catalogue must not change
 * meanwhile: read it in a transaction.
 */
export function libraryDocument(db: Database, nowMs: number, onExported?: OnExported): Iterable<string> {
  const identities = identitiesOf(db);
  const judgements = allJudgements(db);
  const places = new Map<number, TransferFaceReference>();
  const judged = new Set(judgements.flatMap(({ sides }) => sides.flat()));
  const folders = allRoots(db).map(({ path }) => path);
  const head: TransferHeader = { ...headOf(db, "library", nowMs), folders };
  return jsonDocument(head, {
    people: describePeople(db, identities),
    photos: photosOf(db, identities.main, { judged, places, onExported }),
    albums: allAlbums(db).map((album) => describeAlbum(db, album, identities)),
    judgements: inTurn(() =>
      judgements.map((judgement) => describeJudgement(judgement, places)).sort(compareJson),
    ),
    differentPeople: allDifferentPeople(db)
      .map(({ personA, personB }) => [identities.main(personA), identities.main(personB)].sort())
      .sort(compareJson),
  });
}

/** The top of a file. */
export function headOf(db: Database, familiar: TransferHeader["familiar"], nowMs: number): TransferHeader {
  const models = storedModels(db) ?? null;
  return { familiar, version: transferVersion, exportedAt: new Date(nowMs).toISOString(), models };
}

/** Who is known by which identities. Somebody without any is named by their number here, which no other library knows. */
export function identitiesOf(db: Database): KnownIdentities {
  const grouped = Map.groupBy(allIdentities(db), ({ personId }) => personId);
  const of = new Map([...grouped].map(([id, known]) => [id, known.map(({ identity }) => identity).sort()]));
  return { of, main: (personId) => of.get(personId)?.[0] ?? `person-${personId}` };
}

/** What is said of a person, without faces. */
export function describePerson(
  { id, name, birthDate, isPinned, isHidden, isPrivate }: Person,
  { of, main }: KnownIdentities,
): TransferPerson {
  const formerIds = (of.get(id) ?? []).slice(1);
  return {
    id: main(id),
    ...(formerIds.length > 0 && { formerIds }),
    name,
    ...(birthDate !== null && { birthDate }),
    ...(isPinned && { pinned: true }),
    ...(isHidden && { hidden: true }),
    ...(isPrivate && { private: true }),
  };
}

function describePeople(db: Database, identities: KnownIdentities): TransferPerson[] {
  const looks = Map.groupBy(allLooks(db), ({ personId }) => personId);
  return allPeople(db)
    .map((person) => {
      const theirs = (looks.get(person.id) ?? []).map(describeLook);
      return { ...describePerson(person, identities), ...(theirs.length > 0 && { looks: theirs }) };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function* photosOf(
  db: Database,
  identityOf: IdentityOf,
  {
    judged,
    places,
    onExported,
  }: {
    readonly judged: ReadonlySet<number>;
    readonly places: Map<number, TransferFaceReference>;
    readonly onExported: OnExported | undefined;
  },
) {
  for (const page of describePhotos(db, identityOf)) {
    for (const { photo, faceIds } of page) {
      for (const [at, id] of faceIds.entries()) if (judged.has(id)) places.set(id, [photo.hash, at]);
      yield photo;
    }
    onExported?.(page.length);
  }
}

function describeAlbum(db: Database, album: Album, { of, main }: KnownIdentities): TransferAlbum {
  const { id, name, query, coverPhotoId } = album;
  const cover = coverPhotoId === null ? undefined : photoReference(db, coverPhotoId);
  return {
    name,
    ...(query === null
      ? { photos: albumPhotos(db, id).flatMap(({ photoId }) => photoReference(db, photoId) ?? []) }
      : queryForFile(query, (personId) => (of.has(personId) ? main(personId) : undefined))),
    ...(cover !== undefined && { cover }),
  };
}

function describeJudgement(
  { kind, sides }: Judgement,
  places: ReadonlyMap<number, TransferFaceReference>,
): TransferJudgement {
  const [faces = [], others = []] = sides
    .map((side) =>
      side.flatMap((id) => [places.get(id)].filter((place) => place !== undefined)).sort(compareJson),
    )
    .sort(kind === "apart" ? compareJson : () => 0);
  return { kind, faces, ...(others.length > 0 && { others }) };
}

/** A list that is made when its turn comes. */
function* inTurn<Element>(make: () => readonly Element[]): Generator<Element, void> {
  yield* make();
}

function compareJson(a: unknown, b: unknown): number {
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}
