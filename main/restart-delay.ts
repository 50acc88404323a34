/** After so many starts in a row that did not last, another one will not either. */
export const maximumFailures = 5;

/** A server that ran this long was well; what ended it is a new story. */
export const lastingMs = 60_000;

/** How long to wait before the next start, in milliseconds, after `failures` (1 or more) that did not last. */
export function restartDelayMs(failures: number): number {
  return Math.min(100 * 4 ** (failures - 1), 10_000);
}
