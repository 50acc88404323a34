import type { ClientResponse } from "hono/client";
import { z } from "zod";
import { texts } from "../texts/texts.ts";

const errorAnswer = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()) }),
});

/** What the server refused, in its words; `code` is the name of the error there ("NameTakenError"). */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** Waits for an answer of the API and reads its JSON. Rejects with RequestError. */
export async function readAnswer<Answer>(
  response: Promise<ClientResponse<Answer, number, "json">>,
): Promise<Answer> {
  const answer = await response.catch((cause: unknown) => {
    throw new RequestError("Offline", texts.shell.serverGone, { cause });
  });
  if (answer.ok) return await answer.json();
  const body = errorAnswer.safeParse(await (answer as Response).json().catch(() => null));
  if (body.success) {
    const { code, message, details } = body.data.error;
    throw new RequestError(code, message, details);
  }
  throw new RequestError("Unreadable", texts.shell.unreadableAnswer(answer.status));
}
