import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useToasts } from "../components/use-toasts.ts";
import { texts } from "../texts/texts.ts";
import { client } from "./client.ts";
import { readAnswer, RequestError } from "./read-answer.ts";

/** Undo and redo with a message of what was done; both are for keys, buttons and messages alike. */
export function useUndo(): { readonly undo: (actionId?: number) => void; readonly redo: () => void } {
  const { say, complain } = useToasts();
  const run = useCallback(
    async (work: () => Promise<string>, empty: string) => {
      try {
        say(await work());
      } catch (error) {
        const isEmpty =
          error instanceof RequestError &&
          (error.code === "NothingToUndoError" || error.code === "NothingToRedoError");
        if (isEmpty) say(empty);
        else complain(error);
      }
    },
    [say, complain],
  );
  const undo = useCallback(
    (actionId?: number) => {
      void run(async () => {
        const json = actionId === undefined ? {} : { actionId };
        const { steps } = await readAnswer(client.history.undo.$post({ json }));
        return texts.shell.undone(steps.map(({ summary }) => summary).join(", "));
      }, texts.shell.nothingToUndo);
    },
    [run],
  );
  const redo = useCallback(() => {
    void run(async () => {
      const { steps } = await readAnswer(client.history.redo.$post());
      return texts.shell.redone(steps.map(({ summary }) => summary).join(", "));
    }, texts.shell.nothingToRedo);
  }, [run]);
  return { undo, redo };
}

/** As many as are looked at before one asks for more. */
const pageLength = 50;

/** What was done about a person, the newest first, page by page. */
export function usePersonHistory(personId: number) {
  return useInfiniteQuery({
    queryKey: ["history", "person", personId],
    queryFn: async ({ pageParam }: { readonly pageParam: number | null }) =>
      await readAnswer(
        client.history.$get({
          query: {
            ...{ personId: String(personId), limit: String(pageLength) },
            ...(pageParam !== null && { beforeId: String(pageParam) }),
          },
        }),
      ),
    initialPageParam: null,
    getNextPageParam: ({ nextBeforeId }) => nextBeforeId,
  });
}

/** The server gives no more at once; who undoes more is told how many. */
const mostListed = 500;

/** What undo takes back to undo this action: all that was done from it on, the newest first. */
export function useActionsToUndo(actionId: number) {
  return useQuery({
    queryKey: ["history", "since", actionId],
    queryFn: async () => {
      const { entries } = await readAnswer(client.history.$get({ query: { limit: String(mostListed) } }));
      return entries.filter(({ id, state }) => state === "done" && id >= actionId);
    },
  });
}

/** Something that was done, as the history tells it. */
export type HistoryEntry = NonNullable<ReturnType<typeof useActionsToUndo>["data"]>[number];
