import { describe, expect, it } from "vitest";
import { listPeople } from "../../app/db/people.ts";
import { sampleLibrary, serveForTest, type ServedLibrary } from "../support/served-library.ts";

const session = "a-window-of-the-test";

/** A served library with an open review. */
async function servedReview() {
  const served = await serveForTest({ libraryFolder: await sampleLibrary() });
  const { client } = served;
  const state = async (name = session, showing?: string) => {
    const query = showing === undefined ? {} : { showing };
    return await (await client.review[":session"].$get({ param: { session: name }, query })).json();
  };
  const post = async (question: string, name: string, showing: string | null = null) => {
    const answer = { kind: "person", person: { name } } as const;
    return await client.review[":session"].answer.$post({
      param: { session },
      json: { question, answer, showing },
    });
  };
  return { ...served, state, post };
}

function names({ server }: ServedLibrary): string[] {
  return listPeople(server.context.library.db).map(({ name, faces }) => `${name} ${faces}`);
}

describe("the review of a window", () => {
  it("asks, takes an answer, and goes on with the question that the window shows already", async () => {
    const review = await servedReview();
    const { client, state, post } = review;
    const first = await state();
    const asked = first.question;
    if (asked === null) throw new Error("Nothing is asked.");
    expect(asked.kind).toBe("name");
    expect(asked.parts[0]?.faces.length).toBeGreaterThan(1);
    expect(first.left.questions).toBe(1);
    expect(first.left.singles).toBeGreaterThan(3);

    const param = { session };
    const after = await client.review[":session"].after.$get({ param, query: { question: asked.id } });
    const { question: following } = await after.json();
    expect(following?.id).not.toBe(asked.id);

    const answered = await (await post(asked.id, "Anna", following?.id ?? null)).json();
    expect(answered.action.summary).toBe(`named ${asked.faces} faces Anna`);
    expect(answered.result.question?.id).toBe(following?.id);
    expect(answered.result.done).toEqual({ answers: 1, faces: asked.faces });
    expect(names(review)).toEqual([`Anna ${asked.faces}`]);
  });

  it("takes the last answer back, and asks its question again", async () => {
    const review = await servedReview();
    const { client, state, post } = review;
    const asked = (await state()).question;
    await post(asked?.id ?? "", "Anna");

    const back = await client.review[":session"]["take-back"].$post({ param: { session } });
    const { undone, state: now } = await back.json();

    expect(undone?.summary).toBe(`named ${asked?.faces ?? 0} faces Anna`);
    expect(now.question?.id).toBe(asked?.id);
    expect(now.done).toEqual({ answers: 0, faces: 0 });
    expect(names(review)).toEqual([]);
    const again = await client.review[":session"]["take-back"].$post({ param: { session } });
    expect((await again.json()).undone).toBeNull();
  });

  it("skips a question until the others are through", async () => {
    const { client, state } = await servedReview();
    const asked = (await state()).question;

    const skipped = await client.review[":session"].skip.$post({
      param: { session },
      json: { question: asked?.id ?? "", showing: null },
    });

    expect((await skipped.json()).question?.id).not.toBe(asked?.id);
    // Another window has skipped nothing.
    expect((await state("another-window")).question?.id).toBe(asked?.id);
  });

  it("goes along with what is done elsewhere", async () => {
    const review = await servedReview();
    const { client, state, post } = review;
    const asked = (await state()).question;
    await state("another-window");
    await post(asked?.id ?? "", "Anna");

    expect((await state("another-window", asked?.id)).question?.id).not.toBe(asked?.id);
    await client.history.undo.$post({ json: {} });
    expect((await state("another-window")).question?.id).toBe(asked?.id);
  });

  it("refuses a taken name with who has it, and keeps the question", async () => {
    const review = await servedReview();
    const { state, post } = review;
    const first = (await state()).question;
    await post(first?.id ?? "", "Anna");
    const second = (await state()).question;

    const refused = await post(second?.id ?? "", "anna");

    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      error: { code: "NameTakenError", details: { people: [{ faces: first?.faces }] } },
    });
    expect((await state(session, second?.id)).question?.id).toBe(second?.id);
  });

  it("refuses an answer to a question that is not open", async () => {
    const { post } = await servedReview();

    const refused = await post("name-1-abcdef", "Anna");

    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ error: { code: "QuestionGoneError" } });
  });

  it("has nothing to ask in a library without photos", async () => {
    const { client } = await serveForTest();

    const answer = await client.review[":session"].$get({ param: { session }, query: {} });

    expect(await answer.json()).toMatchObject({ question: null, left: { questions: 0, singles: 0 } });
  });
});
