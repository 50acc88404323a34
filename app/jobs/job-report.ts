import { z } from "zod";

/** A run that came to its end, for people to look at. */
export interface JobReport {
  /** In the order in which they are shown: "Photos", "1,204". */
  readonly figures: readonly { readonly label: string; readonly value: string }[];
  /** Files that were left out, with the reason. */
  readonly failures: readonly { readonly path: string; readonly reason: string }[];
  /** How many there were in all, when not all are kept. */
  readonly failureCount: number;
}

/** More than anybody reads; a drive that breaks down fails a hundred thousand files. */
const keptFailures = 1_000;

const schema = z.strictObject({
  figures: z.array(z.strictObject({ label: z.string(), value: z.string() })),
  failures: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
  failureCount: z.int(),
});

/** A report of these figures and failures, of which the first thousand are kept. */
export function createReport(figures: JobReport["figures"], failures: JobReport["failures"] = []): JobReport {
  return { figures, failures: failures.slice(0, keptFailures), failureCount: failures.length };
}

/** A report from the catalogue; null when there is none, or it cannot be read. */
export function parseReport(json: string | null): JobReport | null {
  if (json === null) return null;
  try {
    return schema.parse(JSON.parse(json));
  } catch {
    return null;
  }
}
