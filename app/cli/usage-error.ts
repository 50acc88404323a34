/** A command that cannot be understood as it was typed; nothing was done. The message is shown as it is. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
}
