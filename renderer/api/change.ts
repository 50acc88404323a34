import { useMutation } from "@tanstack/react-query";
import type { ChangeAnswer } from "../../app/api/change.ts";
import { useToasts } from "../components/use-toasts.ts";
import { useUndo } from "./history.ts";

/**
 * Does something that can be undone: says what was done with a button to take it back, and complains when it was
 * refused, unless `onRefused` takes care of the error (returns true). What it made stale, the server tells.
 */
export function useChange<Input, Result>(
  change: (input: Input) => Promise<ChangeAnswer<Result>>,
  options: {
    readonly onDone?: (answer: ChangeAnswer<Result>, input: Input) => void;
    readonly onRefused?: (error: Error, input: Input) => boolean;
  } = {},
) {
  const { say, complain } = useToasts();
  const { undo } = useUndo();
  return useMutation({
    mutationFn: change,
    onSuccess: (answer, input) => {
      const { id, summary } = answer.action;
      if (id !== null)
        say(sentence(summary), {
          undo: () => {
            undo(id);
          },
        });
      options.onDone?.(answer, input);
    },
    onError: (error, input) => {
      if (options.onRefused?.(error, input) !== true) complain(error);
    },
  });
}

/** Summaries begin small, as they also follow a date. */
export function sentence(summary: string): string {
  return summary.charAt(0).toUpperCase() + summary.slice(1);
}
