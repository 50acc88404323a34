import { emitKeypressEvents, type Key } from "node:readline";

/** A key that was pressed. */
export interface PressedKey {
  /** What it types; undefined for keys such as the arrows. */
  readonly typed: string | undefined;
  readonly key: Key;
}

/** The keys of a terminal, one after the other. Close it: the terminal goes back to lines. */
export interface KeyReader extends Disposable {
  /** Null = the terminal is gone. */
  readonly next: () => Promise<PressedKey | null>;
}

/** What a terminal's input can do beyond a stream's. */
export type KeyInput = NodeJS.ReadableStream & { readonly setRawMode?: (isRaw: boolean) => unknown };

/** Reads single keys from now on, Ctrl+C too. Keys that come before they are asked for wait, as in pasted text. */
export function readKeys(input: KeyInput): KeyReader {
  const waiting: PressedKey[] = [];
  let isOver = false;
  let wake: (() => void) | null = null;
  const onKey = (typed: string | undefined, key: Key): void => {
    waiting.push({ typed, key });
    wake?.();
  };
  const onEnd = (): void => {
    isOver = true;
    wake?.();
  };
  emitKeypressEvents(input);
  input.setRawMode?.(true);
  input.on("keypress", onKey).on("end", onEnd).resume();
  return {
    next: async () => {
      while (waiting.length === 0 && !isOver) {
        const { promise, resolve } = Promise.withResolvers<undefined>();
        wake = () => {
          resolve(undefined);
        };
        await promise;
      }
      return waiting.shift() ?? null;
    },
    [Symbol.dispose]: () => {
      input.off("keypress", onKey).off("end", onEnd).pause();
      input.setRawMode?.(false);
    },
  };
}
