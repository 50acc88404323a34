import { Hono } from "hono";
import { z } from "zod";
import type { Answer } from "../review/answer.ts";
import { noticeChanges } from "./change.ts";
import type { ServerContext } from "./context.ts";
import { personChoice } from "./person-choice.ts";
import { id, validate } from "./validate.ts";

/** The name that a window gives its review. */
const session = z.strictObject({ session: z.string().min(8).max(64) });

/** As `questionId` makes them; what is asked about is in it, so they can be long. */
const question = z.string().min(1).max(200);

const exceptFaceIds = z.array(id).max(1_000_000).optional();

const answer = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["yes", "no"]), exceptFaceIds }),
  z.strictObject({ kind: z.literal("person"), person: personChoice, exceptFaceIds }),
  z.strictObject({ kind: z.literal("ignore") }),
]);

/** What the window says. */
export type AnswerInput = z.input<typeof answer>;

/**
 * The review: one question at a time, a session for each window. A window shows the next question (`/after`) before its
 * answer is through, and tells which one it shows, so that this one stays if it still is a question.
 */
export function reviewRoutes(context: ServerContext) {
  const { reviews } = context;
  const showing = z.strictObject({ showing: question.optional() });
  return new Hono()
    .get("/:session", validate("param", session), validate("query", showing), async (c) =>
      c.json(await reviews.of(c.req.valid("param").session).state(c.req.valid("query").showing ?? null)),
    )
    .get(
      "/:session/after",
      validate("param", session),
      validate("query", z.strictObject({ question })),
      async (c) =>
        c.json({
          question: await reviews.of(c.req.valid("param").session).after(c.req.valid("query").question),
        }),
    )
    .post(
      "/:session/answer",
      validate("param", session),
      validate("json", z.strictObject({ question, answer, showing: question.nullable() })),
      async (c) => {
        const said = c.req.valid("json");
        const review = reviews.of(c.req.valid("param").session);
        const { performed, changes } = await review.answer(said.question, answerOf(said.answer));
        const { actionId, summary } = performed;
        if (changes.length > 0) noticeChanges(context, changes, review);
        return c.json({ action: { id: actionId, summary }, result: await review.state(said.showing) });
      },
    )
    .post(
      "/:session/skip",
      validate("param", session),
      validate("json", z.strictObject({ question, showing: question.nullable() })),
      async (c) => {
        const said = c.req.valid("json");
        const review = reviews.of(c.req.valid("param").session);
        await review.skip(said.question);
        return c.json(await review.state(said.showing));
      },
    )
    .post("/:session/take-back", validate("param", session), async (c) => {
      const review = reviews.of(c.req.valid("param").session);
      const taken = await review.takeBack();
      if (taken?.undone != null) noticeChanges(context, taken.undone.changes, review);
      const undone = taken === null ? null : { summary: taken.undone?.summary ?? null };
      return c.json({ undone, state: await review.state(null) });
    });
}

/** zod leaves `undefined` where nothing was said of exceptions. */
function answerOf(said: z.output<typeof answer>): Answer {
  if (said.kind === "ignore") return said;
  const { exceptFaceIds: excepted, ...rest } = said;
  return excepted === undefined ? rest : { ...rest, exceptFaceIds: excepted };
}
