import { createCluster } from "../../app/db/clusters.ts";
import { saveEmbedding } from "../../app/db/embeddings.ts";
import { insertFace, setCluster, setPerson } from "../../app/db/faces.ts";
import type { Database } from "../../app/db/open.ts";
import { createPerson } from "../../app/db/people.ts";
import { assignFaces } from "../../app/people/assign.ts";
import { matchProbability, type Matching } from "../../app/people/evidence.ts";
import { FaceIndex } from "../../app/people/face-index.ts";
import { matchingOfModel } from "../../app/people/matching-of-model.ts";
import { saveStrictness } from "../../app/people/strictness.ts";
import type { Question } from "../../app/review/question.ts";
import { nextQuestion } from "../../app/review/next-question.ts";
import { openReview, type Review } from "../../app/review/review.ts";
import { skipQuestion } from "../../app/review/steps.ts";
import { addPhoto, plainFace } from "../support/catalogue.ts";
import { peopleFixture } from "../support/people.ts";
import { dimensionsOfDefault, plainAxes } from "../support/plain-axes.ts";

export const model = "mobilefacenet";

/** A group or person as it was made. */
export interface Made {
  readonly groupId: number;
  readonly faceIds: number[];
}

/** A library of faces with hand-made vectors, each in a photo of its own unless another is named. */
export function reviewLibrary() {
  const { db, context } = peopleFixture();
  const index = FaceIndex.empty(dimensionsOfDefault);
  // Hand-made faces are to be asked about, not given to people straight away.
  saveStrictness(db, "very-careful");
  let photos = 0;
  const newPhoto = () => addPhoto(db, ++photos, `/photos/${photos}.jpg`);
  const face = (vector: Float32Array, photoId = newPhoto()): number => {
    const faceId = insertFace(db, photoId, { ...plainFace, quality: 0.8 });
    saveEmbedding(db, faceId, model, vector);
    index.add(faceId, vector);
    return faceId;
  };
  const group = (...vectors: Float32Array[]): Made => {
    const groupId = createCluster(db);
    const faceIds = vectors.map((vector) => face(vector));
    for (const id of faceIds) setCluster(db, id, groupId);
    return { groupId, faceIds };
  };
  const person = (name: string, ...vectors: Float32Array[]): Made & { readonly personId: number } => {
    const personId = createPerson(db, name);
    const made = group(...vectors);
    for (const id of made.faceIds) setPerson(db, id, personId);
    return { personId, ...made };
  };
  return {
    ...{ db, context, index, newPhoto, face, group, person },
    /** Begins a review, after Familiar has given and suggested faces to people. */
    review: async (): Promise<Review> => {
      await assignFaces(db, { model });
      return openReview({ ...context, index, model });
    },
  };
}

/** The vector of a person with this number. */
export function looks(number: number): Float32Array {
  const vector = new Float32Array(dimensionsOfDefault);
  vector[plainAxes[number] ?? 0] = 1;
  return vector;
}

/** A vector of this cosine similarity to the looks of one person, and else as those of another. */
export function between(number: number, similarity: number, other: number): Float32Array {
  const vector = new Float32Array(dimensionsOfDefault);
  vector[plainAxes[number] ?? 0] = similarity;
  vector[plainAxes[other] ?? 0] = Math.sqrt(1 - similarity ** 2);
  return vector;
}

/** The same vector for several faces. */
export function times(count: number, vector: Float32Array): Float32Array[] {
  return Array.from({ length: count }, () => vector);
}

/**
 * The similarity, to a hundredth, from which on the model holds two lumps of faces for one person with this probability,
 * whatever its weights are.
 */
export function similarityFor(
  probability: number,
  kind: Exclude<keyof Matching, "strangers">,
  { faces, size }: { readonly faces: number; readonly size: number },
): number {
  const { matching } = matchingOfModel(model);
  for (let percent = 0; percent <= 100; percent++) {
    const evidence = { similarity: percent / 100, nextSimilarity: -Infinity, quality: 0.8, faces, size };
    if (matchProbability(evidence, matching[kind], matching.strangers) >= probability) return percent / 100;
  }
  throw new RangeError(`No similarity gives a ${kind} the probability ${probability}.`);
}

/** How many rows say that these faces are not the same as others. */
export function countJudgements(db: Database, kind: "together" | "apart"): number {
  const row = db.prepare<[string], { count: number }>(
    "SELECT count(*) AS count FROM judgements WHERE kind = ?",
  );
  return row.get(kind)?.count ?? 0;
}

/** The next question, which must be of this kind. */
export function next<Kind extends Question["kind"]>(
  review: Review,
  kind: Kind,
): Extract<Question, { kind: Kind }> {
  const question = nextQuestion(review);
  if (question?.kind !== kind) throw new Error(`It asks ${JSON.stringify(question)}, not ${kind}.`);
  return question as Extract<Question, { kind: Kind }>;
}

/** The keys of all questions, in order, when every one is skipped. */
export function keysInOrder(review: Review): string[] {
  const keys: string[] = [];
  for (;;) {
    const question = nextQuestion(review);
    if (question === null || keys.includes(question.key)) return keys;
    keys.push(question.key);
    skipQuestion(review, question);
  }
}
