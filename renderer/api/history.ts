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
