import { Toast } from "@base-ui/react/toast";
import { useMemo } from "react";
import { texts } from "../texts/texts.ts";

/** Short messages at the edge of the window, read to screen readers too. */
export interface Toasts {
  readonly say: (text: string, options?: { readonly undo?: () => void }) => void;
  /** What was refused or failed, in the server's words. */
  readonly complain: (error: unknown) => void;
}

/** How long a message stays: an offer to undo longer, a complaint until it is closed. */
const shownMs = { message: 4_000, undo: 10_000, complaint: 0 } as const;

/** Says things to the user. */
export function useToasts(): Toasts {
  const { add } = Toast.useToastManager();
  return useMemo(
    () => ({
      say: (text, { undo } = {}) => {
        add({
          title: text,
          timeout: undo === undefined ? shownMs.message : shownMs.undo,
          ...(undo !== undefined && { actionProps: { children: texts.shell.undo, onClick: undo } }),
        });
      },
      complain: (error) => {
        add({
          title: texts.shell.somethingFailed,
          description: error instanceof Error ? error.message : String(error),
          type: "complaint",
          timeout: shownMs.complaint,
        });
      },
    }),
    [add],
  );
}
