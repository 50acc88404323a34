import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { client } from "./client.ts";
import { readAnswer, RequestError } from "./read-answer.ts";

/** How a search can go on at the cursor; what was found for the text before stays until the answer is there. */
export function useCompletion(text: string, cursor: number, isWanted: boolean) {
  return useQuery({
    queryKey: ["people", "completion", text, cursor],
    queryFn: async () =>
      await readAnswer(client.search.complete.$get({ query: { text, cursor: String(cursor) } })),
    enabled: isWanted,
    placeholderData: keepPreviousData,
    // Every key typed asks anew; what was typed a minute ago is not worth its memory.
    gcTime: 60_000,
  });
}

const problem = z.object({
  text: z.string(),
  span: z.object({ start: z.number(), end: z.number() }),
  suggestions: z.array(z.string()),
});

/** What is wrong with a search, and where. */
export interface SearchProblem extends z.infer<typeof problem> {
  readonly message: string;
}

/** The problem that the server has with a search; null for any other error. */
export function searchProblemOf(error: Error | null): SearchProblem | null {
  if (!(error instanceof RequestError) || error.code !== "SearchError") return null;
  const details = problem.safeParse(error.details);
  return details.success ? { message: error.message, ...details.data } : null;
}
