/**
 * A look each 2 seconds, and at most 32 looks (decision 0029): whoever is in a clip of a minute is met, and a film of an
 * hour costs no more than some 60 photos.
 */
export const lookIntervalMs = 2_000;
export const mostLooks = 32;

/**
 * When to look into a video of this length (ms; null = unknown), ascending: the middles of equal parts. Of unknown
 * length: at the start and then each interval, for as long as there are frames.
 */
export function frameTimes(durationMs: number | null): number[] {
  if (durationMs === null) return Array.from({ length: mostLooks }, (_, look) => look * lookIntervalMs);
  const looks = Math.min(mostLooks, Math.max(1, Math.ceil(durationMs / lookIntervalMs)));
  return Array.from({ length: looks }, (_, look) => Math.floor(((look + 0.5) * durationMs) / looks));
}
