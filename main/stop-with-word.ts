/** How the end is waited for. */
export interface StopOptions {
  /** Asks the server to end, and resolves when it has. */
  readonly stop: () => Promise<void>;
  /** Ends it at once. */
  readonly kill: () => void;
  /** Tells the user what is waited for; resolves when they want to wait no longer, or when the signal takes it away. */
  readonly tell: (signal: AbortSignal) => Promise<"quit now" | "gone">;
  /** Until then nobody notices. */
  readonly patienceMs: number;
}

/** Lets the server finish its writes; if that takes long, says so, and leaves the choice to the user. */
export async function stopWithWord({ stop, kill, tell, patienceMs }: StopOptions): Promise<void> {
  const done = new AbortController();
  const clock = setTimeout(() => {
    void tell(done.signal).then((answer) => {
      if (answer === "quit now") kill();
    });
  }, patienceMs);
  try {
    await stop();
  } finally {
    clearTimeout(clock);
    done.abort();
  }
}
