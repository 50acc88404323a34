// Plays what happens in a library, and notes each question that Familiar has to answer, with the truth.
import type { ClusterOptions } from "../../../app/people/cluster-types.ts";
import { likenessOf, type Commonness } from "../../../app/people/commonness.ts";
import type { MatchEvidence } from "../../../app/people/evidence.ts";
import { makeGallery, likenessesTo, type Gallery } from "../../../app/people/gallery.ts";
import { divisionsOf } from "../../../app/people/divide.ts";
import { prototypesOf, type Prototype } from "../../../app/people/prototypes.ts";
import { seededRandom } from "../../people/unit-vectors.ts";
import { edgesOf, groupLabelled } from "./group-labelled.ts";
import type { LabelledFace } from "./labelled-sets.ts";

/** One "is this the same person?", with the answer. */
export interface Task {
  readonly evidence: MatchEvidence;
  readonly isSame: boolean;
  /** Tasks with one number ask about one face or group; the most probable answer is the one that counts. */
  readonly question: number;
}

export interface LibraryTasks {
  /** A face against a person: new faces of a later scan, and faces that no group was made of. */
  readonly face: readonly Task[];
  /** An unnamed group of the first scan against a person. */
  readonly group: readonly Task[];
  /** Two unnamed groups. */
  readonly pair: readonly Task[];
  /** The two parts that a group, or what the user named as one person, falls into. */
  readonly split: readonly Task[];
}

export interface LibraryPlan {
  readonly seed: number;
  /** Of the people, how many the user has named; the others are strangers, or relatives without a name. */
  readonly knownShare: number;
  readonly cluster: ClusterOptions;
  readonly commonnessOf: Commonness;
}

/** Faces of the first scan; the others come later. */
const firstShare = 0.6;
/** People of whom the user named a few faces only, not the largest group. */
const fewFacesShare = 0.4;
/** Groups that were joined with another one by mistake, beside the mistakes of grouping. */
const wronglyJoinedShare = 0.1;
/** Candidates that are looked at for one face or group. */
const candidates = 3;

interface Group {
  readonly person: string;
  readonly faces: readonly LabelledFace[];
  readonly photos: ReadonlySet<string>;
  readonly looks: readonly Prototype[];
  readonly quality: number;
}

interface Named extends Pick<Group, "person" | "photos"> {
  readonly faces: readonly LabelledFace[];
}

/** Scans, groups, names, scans again: all questions of one made-up library. */
export function libraryTasks(faces: readonly LabelledFace[], plan: LibraryPlan): LibraryTasks {
  const random = seededRandom(plan.seed);
  const order = shuffled(faces, random);
  const first = order.slice(0, Math.floor(order.length * firstShare));
  const clusters = clustersOf(first, plan);
  const named = nameSome(clusters, plan, random);
  const confirmed = new Set(named.flatMap((person) => person.faces));
  const gallery = makeGallery(
    named.map((person, personId) => {
      const looks = looksOf(person.faces);
      return { personId, birthDate: null, looks, faces: looks.reduce((sum, look) => sum + look.faces, 0) };
    }),
    plan.commonnessOf,
  );
  const groups = clusters
    .map((cluster) => cluster.filter((face) => !confirmed.has(face)))
    .filter((group) => group.length > 0)
    .map(groupOf);
  const later = order.slice(first.length).map((face) => groupOf([face]));
  const single = groups.flatMap((group) => group.faces.map((face) => groupOf([face])));
  return {
    face: askAll([...single, ...later], gallery, named),
    group: askAll(groups, gallery, named),
    pair: pairTasks(groups, plan.commonnessOf),
    split: splitTasks(clusters, plan.commonnessOf, random),
  };
}

function clustersOf(
  faces: readonly LabelledFace[],
  { commonnessOf, cluster }: LibraryPlan,
): LabelledFace[][] {
  return groupLabelled(faces, edgesOf(faces), commonnessOf, cluster).map((members) =>
    members.flatMap((at) => faces[at] ?? []),
  );
}

/** The user names the largest group of a person, or only a few of their faces; what does not belong is taken out. */
function nameSome(clusters: readonly LabelledFace[][], plan: LibraryPlan, random: () => number): Named[] {
  const ofPerson = new Map<string, LabelledFace[][]>();
  for (const cluster of clusters) {
    for (const [person, faces] of Map.groupBy(cluster, (face) => face.person)) {
      ofPerson.set(person, [...(ofPerson.get(person) ?? []), faces]);
    }
  }
  const named: Named[] = [];
  for (const [person, groups] of ofPerson) {
    if (random() >= plan.knownShare) continue;
    let faces = groups.reduce((largest, group) => (group.length > largest.length ? group : largest));
    if (random() < fewFacesShare) {
      const all = shuffled(groups.flat(), random);
      faces = all.slice(0, Math.max(1, Math.floor((all.length + 1) ** random())));
    }
    named.push({ person, faces, photos: new Set(faces.map(({ photo }) => photo)) });
  }
  return named;
}

function groupOf(faces: readonly LabelledFace[]): Group {
  const counted = [...Map.groupBy(faces, ({ person }) => person)].sort((a, b) => b[1].length - a[1].length);
  return {
    person: counted[0]?.[0] ?? "",
    faces,
    photos: new Set(faces.map(({ photo }) => photo)),
    looks: looksOf(faces),
    quality: faces.reduce((sum, { quality }) => sum + quality, 0) / faces.length,
  };
}

function looksOf(faces: readonly LabelledFace[]): Prototype[] {
  return prototypesOf(
    faces.map(({ vector, quality }, faceId) => ({ faceId, vector, quality, takenAtMs: null })),
  );
}

function askAll(groups: readonly Group[], gallery: Gallery, named: readonly Named[]): Task[] {
  return groups.flatMap((group, question) => {
    const likenesses = likenessesTo(
      gallery,
      group.looks.map(({ vector }) => vector),
    );
    const ranked = named
      .map((person, at) => ({
        person,
        at,
        similarity: Math.max(...likenesses.map((of) => of[at] ?? -Infinity)),
      }))
      .filter(({ person }) => !areTogether(person.photos, group.photos))
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, candidates + 1);
    return ranked.slice(0, candidates).map(({ person, at, similarity }, rank) => ({
      question,
      isSame: person.person === group.person,
      evidence: {
        similarity,
        nextSimilarity: ranked[rank === 0 ? 1 : 0]?.similarity ?? -Infinity,
        quality: group.quality,
        faces: gallery.people[at]?.faces ?? 1,
        size: group.faces.length,
      },
    }));
  });
}

/** Does one photo show both? */
function areTogether(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  for (const photo of one) if (other.has(photo)) return true;
  return false;
}

/** Each group with the two others that are most like it, every pair once. */
function pairTasks(groups: readonly Group[], commonnessOf: Commonness): Task[] {
  const asked = new Set<string>();
  return groups.flatMap((one, a) => {
    const best = groups
      .map((other, b) => ({ other, b, similarity: a === b ? -Infinity : likeness(one, other, commonnessOf) }))
      .filter(({ other, b }) => a !== b && !areTogether(one.photos, other.photos))
      .sort((x, y) => y.similarity - x.similarity)
      .slice(0, 2);
    return best.flatMap(({ other, b, similarity }) => {
      const key = `${Math.min(a, b)} ${Math.max(a, b)}`;
      if (asked.has(key)) return [];
      asked.add(key);
      const sizes = [one.faces.length, other.faces.length];
      const evidence = {
        ...{ similarity, nextSimilarity: -Infinity },
        quality: Math.min(one.quality, other.quality),
        faces: Math.max(...sizes),
        size: Math.min(...sizes),
      };
      return [{ question: asked.size, isSame: one.person === other.person, evidence }];
    });
  });
}

/** Every group, some of them joined with the group that is most like it, in the ways in which it can be divided. */
function splitTasks(
  clusters: readonly LabelledFace[][],
  commonnessOf: Commonness,
  random: () => number,
): Task[] {
  const groups = clusters.map(groupOf);
  return groups.flatMap((group, question) => {
    const isJoined = random() < wronglyJoinedShare;
    const other = isJoined ? mostLike(group, groups, commonnessOf) : undefined;
    return divisionsOf([...group.faces, ...(other?.faces ?? [])], commonnessOf).map((division) => {
      const sides = division.sides.map(groupOf);
      return {
        question,
        evidence: division.evidence,
        isSame: new Set(sides.map(({ person }) => person)).size === 1,
      };
    });
  });
}

function mostLike(group: Group, groups: readonly Group[], commonnessOf: Commonness): Group | undefined {
  const others = groups.filter((other) => other.person !== group.person);
  return others.reduce<Group | undefined>(
    (best, other) =>
      best === undefined || likeness(group, other, commonnessOf) > likeness(group, best, commonnessOf)
        ? other
        : best,
    undefined,
  );
}

function likeness(a: Group, b: Group, commonnessOf: Commonness): number {
  return Math.max(
    ...a.looks.flatMap((one) => b.looks.map((other) => likenessOf(one.vector, other.vector, commonnessOf))),
  );
}

/** The items in another order. */
function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
