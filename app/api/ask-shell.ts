import type { ServerToShell, ShellToServer } from "./shell-messages.ts";
import type { DesktopShell } from "./shell.ts";

/** A desktop app that is asked by messages. */
export interface AskingShell extends DesktopShell {
  /** Takes an answer; one that nobody waits for is dropped. */
  readonly chosen: (answer: Extract<ShellToServer, { type: "chosen" }>) => void;
  /** Answers what is still asked as if the user had cancelled. */
  readonly close: () => void;
}

/** The desktop app at the other end of `say`. */
export function askShell(say: (message: ServerToShell) => void): AskingShell {
  const waiting = new Map<number, (folders: readonly string[]) => void>();
  let lastAskId = 0;
  return {
    reveal: (path) => {
      say({ type: "reveal", path });
    },
    chooseFolders: async (title) => {
      const askId = ++lastAskId;
      const { promise, resolve } = Promise.withResolvers<readonly string[]>();
      waiting.set(askId, resolve);
      say({ type: "choose-folders", askId, title });
      return await promise;
    },
    chosen: ({ askId, folders }) => {
      waiting.get(askId)?.(folders);
      waiting.delete(askId);
    },
    close: () => {
      for (const resolve of waiting.values()) resolve([]);
      waiting.clear();
    },
  };
}
