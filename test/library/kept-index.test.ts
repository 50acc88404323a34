import { readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createReviewSession, type ReviewSession } from "../../app/api/review-session.ts";
import { createCluster } from "../../app/db/clusters.ts";
import { saveEmbedding } from "../../app/db/embeddings.ts";
import { deleteFaces, insertFace, setCluster } from "../../app/db/faces.ts";
import { insertPhoto } from "../../app/db/photos.ts";
import { rememberRecipe } from "../../app/db/stored-recipe.ts";
import { inTransaction } from "../../app/db/transaction.ts";
import { keepLibraryIndex } from "../../app/library/kept-index.ts";
import { openLibrary } from "../../app/library/open-library.ts";
import { createWriteTurns } from "../../app/library/write-turns.ts";
import { bumpVectorRevision } from "../../app/db/vector-revision.ts";
import { exactUpTo, FaceIndex } from "../../app/people/face-index.ts";
import { plainFace } from "../support/catalogue.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import {
  exactly,
  facesOfPerson,
  keptWithGate,
  model,
  nearestTo,
  people,
  queries,
  saved,
  savedLibrary,
  searchOf,
  store,
  vectorOf,
} from "./saved-library.ts";

test("while the graph is being read, compact vectors find all of the ten nearest; then the graph takes over", async () => {
  const { library } = await savedLibrary();
  const { index, read, errors, reads } = keptWithGate(library);

  const meanwhile = await searchOf(index);
  expect(meanwhile).not.toBeInstanceOf(FaceIndex);
  for (const query of queries) expect(meanwhile.search(query, 10)).toEqual(exactly(query, saved));
  await searchOf(index);
  expect(reads).toEqual(["begun"]);

  await read();
  const graph = await searchOf(index);
  expect(graph).toBeInstanceOf(FaceIndex);
  for (const faceId of [1, 500, exactUpTo, saved]) {
    expect(graph.search(vectorOf(faceId), 1)).toEqual([
      { faceId, similarity: expect.closeTo(1, 5) as number },
    ]);
  }
  expect(await searchOf(index)).toBe(graph);
  expect([reads, errors]).toEqual([["begun", "read"], []]);
});

test("faces that come while the graph is being read are found before and after", async () => {
  const { library, add } = await savedLibrary();
  const { index, read } = keptWithGate(library);
  await searchOf(index);

  add(1);
  expect(await nearestTo(index, saved + 1)).toBe(saved + 1);
  add(300);
  const [one, other] = await Promise.all([searchOf(index), searchOf(index)]);
  for (const query of queries) {
    expect(one.search(query, 10)).toEqual(exactly(query, saved + 301));
    expect(other.search(query, 10)).toEqual(exactly(query, saved + 301));
  }

  await read();
  const graph = await searchOf(index);
  expect(graph).toBeInstanceOf(FaceIndex);
  for (const faceId of [1, saved, saved + 1, saved + 301]) {
    expect(graph.search(vectorOf(faceId), 1)[0]?.faceId).toBe(faceId);
  }
});

test("faces that go, and vectors that change, while the graph is being read are so before and after", async () => {
  const { library } = await savedLibrary();
  const { db } = library;
  const { index, read } = keptWithGate(library);
  expect(await nearestTo(index, 5)).toBe(5);

  inTransaction(db, () => {
    deleteFaces(db, [5]);
    // Now face 6 looks as nobody did.
    saveEmbedding(db, 6, model, vectorOf(saved + 1));
    bumpVectorRevision(db);
  });
  const expectChanged = async () => {
    const search = await searchOf(index);
    expect(search.search(vectorOf(5), saved).map(({ faceId }) => faceId)).not.toContain(5);
    expect(search.search(vectorOf(saved + 1), 1)).toEqual([
      { faceId: 6, similarity: expect.closeTo(1, 5) as number },
    ]);
  };
  await expectChanged();
  await read();
  expect(await searchOf(index)).toBeInstanceOf(FaceIndex);
  await expectChanged();
});

test("faces that come when the graph is there are found at once, few or many", async () => {
  const { library, add } = await savedLibrary();
  const first = keptWithGate(library);
  await searchOf(first.index);
  await first.read();
  const { index, read } = keptWithGate(library);
  expect(await searchOf(index)).toBeInstanceOf(FaceIndex);

  add(2);
  const few = await searchOf(index);
  expect(few).not.toBeInstanceOf(FaceIndex);
  for (const faceId of [1, saved, saved + 1, saved + 2]) {
    expect(few.search(vectorOf(faceId), 3)[0]?.faceId).toBe(faceId);
    expect(few.search(vectorOf(faceId), 3)).toHaveLength(3);
  }
  add(698);
  const many = await searchOf(index);
  for (const query of queries) expect(many.search(query, 10)).toEqual(exactly(query, saved + 700));

  await read();
  // Who still holds what stood in for the graph finds no face twice.
  const found = few.search(vectorOf(saved + 1), 20).map(({ faceId }) => faceId);
  expect(new Set(found).size).toBe(20);
  const graph = await searchOf(index);
  expect(graph).toBeInstanceOf(FaceIndex);
  expect(graph.search(vectorOf(saved + 700), 1)[0]?.faceId).toBe(saved + 700);
});

test("a damaged graph is built anew behind the user's back", async () => {
  const { library, graphFile } = await savedLibrary();
  const bytes = await readFile(graphFile);
  bytes.writeUInt8(bytes.readUInt8(bytes.length / 2) ^ 1, bytes.length / 2);
  await writeFile(graphFile, bytes);
  const { index, read, errors, reads } = keptWithGate(library);

  const meanwhile = await searchOf(index);
  for (const query of queries) expect(meanwhile.search(query, 10)).toEqual(exactly(query, saved));
  await read();

  expect([reads, errors]).toEqual([["begun", "damaged"], []]);
  expect(await nearestTo(index, saved)).toBe(saved);
  expect(await searchOf(index)).toBeInstanceOf(FaceIndex);
});

test("a graph that cannot be read or saved is told of, and answers come all the same", async () => {
  const { library } = await savedLibrary();
  const refused = new Error("The disk is full.");
  const { index, errors } = keptWithGate(library, {
    refreshIndex: async () => await Promise.reject(refused),
  });

  expect(await nearestTo(index, 7)).toBe(7);
  await index.idle();
  expect(errors).toEqual([refused]);
  expect(await nearestTo(index, 8)).toBe(8);
});

test("closing while the graph is being read ends it, and that is no error", async () => {
  const { library } = await savedLibrary();
  const { index, read, errors, reads } = keptWithGate(library);
  await searchOf(index);

  const closed = index.close();
  await Promise.all([read(), closed]);

  expect([reads, errors]).toEqual([["begun"], []]);
});

test("for one question the graph is neither read nor built", async () => {
  const { library, add, graphFile } = await savedLibrary();
  const compactFile = path.join(library.folders.indexes, `${model}.compact`);
  await rm(graphFile);
  const { size } = await stat(compactFile);
  add(3);
  const index = keepLibraryIndex(library, store);

  expect(await nearestTo(index, saved + 3)).toBe(saved + 3);
  await index.close();

  await expect(stat(graphFile)).rejects.toThrow("ENOENT");
  expect((await stat(compactFile)).size).toBe(size);
});

test("a few faces are in an index that misses none", async () => {
  const library = await openLibrary(path.join(temporaryFolder(), "library"), { command: "test" });
  onTestFinished(() => {
    library.close();
  });
  rememberRecipe(library.db, { detector: "rfb-320", landmarks: null, embedding: model });
  const photoId = insertPhoto(library.db, { contentHash: Buffer.alloc(32, 1), sizeBytes: 1 });
  saveEmbedding(library.db, insertFace(library.db, photoId, plainFace), model, vectorOf(1));
  const { index, read, reads } = keptWithGate(library);

  const [opened] = await Promise.all([searchOf(index), read()]);

  expect(opened).toBeInstanceOf(FaceIndex);
  expect(opened.search(vectorOf(1), 5)).toEqual([{ faceId: 1, similarity: expect.closeTo(1, 5) as number }]);
  expect(reads).toEqual(["begun", "missing"]);
});

test("a review that begins before the graph is there goes on with it, and asks nothing twice", async () => {
  const { library } = await savedLibrary();
  const { db } = library;
  for (let person = 0; person < people; person++) {
    const groups = [createCluster(db), createCluster(db)];
    for (let face = 0; face < facesOfPerson; face++) {
      setCluster(db, saved - person * facesOfPerson - face, groups[face % 2] ?? null);
    }
  }
  const { index, read, errors } = keptWithGate(library);
  const closing = new AbortController();
  const begin = () =>
    createReviewSession({
      ...{ library, faceIndex: index, writeTurns: createWriteTurns(), now: () => 1, closing: closing.signal },
      onError: (error) => errors.push(error),
    });

  const asked = await skipAll(begin(), async (count) => {
    if (count !== 2) return;
    expect(await searchOf(index)).not.toBeInstanceOf(FaceIndex);
    await read();
  });

  expect(await searchOf(index)).toBeInstanceOf(FaceIndex);
  // Which comes first depends on how many there was time to compare before it.
  expect(asked.toSorted()).toEqual((await skipAll(begin())).toSorted());
  expect(new Set(asked).size).toBe(asked.length);
  expect(asked.filter((id) => id.startsWith("merge")).length).toBeGreaterThan(0);
  closing.abort();
  expect(errors).toEqual([]);
});

/** The ids of all questions in the order in which they come when each is skipped. */
async function skipAll(
  review: ReviewSession,
  afterEach: (count: number) => Promise<void> = async () => {
    await Promise.resolve();
  },
): Promise<string[]> {
  const asked: string[] = [];
  for (;;) {
    const { question } = await review.state(null);
    if (question === null || asked.includes(question.id)) return asked;
    asked.push(question.id);
    await review.skip(question.id);
    await afterEach(asked.length);
  }
}
