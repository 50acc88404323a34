import { z } from "zod";
import type { Database } from "../../app/db/open.ts";
import { defineJobKind, type JobKind, type JobTools } from "../../app/jobs/job-kind.ts";
import { createReport } from "../../app/jobs/job-report.ts";
import type { Job } from "../../app/jobs/job.ts";
import { JobRunner } from "../../app/jobs/runner.ts";
import { temporaryCatalogue } from "../support/catalogue.ts";

/** A run that goes on until the test ends it. */
interface Run {
  readonly name: string;
  readonly tools: JobTools;
  readonly end: (message: string) => void;
  readonly fail: (error: Error) => void;
}

/** A runner with jobs whose runs a test ends. */
export interface Fixture {
  readonly runner: JobRunner;
  readonly db: Database;
  /** Every run that has begun. */
  readonly runs: Run[];
  /** Names of those whose kind was told that they were cancelled. */
  readonly givenUp: string[];
  readonly told: Job[];
  readonly errors: unknown[];
}

/** Ends a run when it is asked to stop, unless it is `stubborn`. */
function work(
  kind: string,
  weight: JobKind["weight"],
  { runs, givenUp }: Pick<Fixture, "runs" | "givenUp">,
): JobKind {
  return defineJobKind({
    ...{ kind, weight, params: z.strictObject({ name: z.string(), isStubborn: z.boolean().default(false) }) },
    title: ({ name }) => `Work on ${name}`,
    run: async ({ name, isStubborn }, tools) => {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      runs.push({ name, tools, end: resolve, fail: reject });
      if (!isStubborn) {
        tools.signal.addEventListener("abort", () => {
          reject(new Error("stopped"));
        });
      }
      return { message: await promise };
    },
    onCancelled: async ({ name }) => {
      await Promise.resolve();
      givenUp.push(name);
    },
  });
}

/** Opens a runner; `isStarted` = it begins at once. */
export function open(db: Database, { isStarted = true } = {}): Fixture {
  const runs: Run[] = [];
  const givenUp: string[] = [];
  const told: Job[] = [];
  const errors: unknown[] = [];
  let nowMs = 1_000;
  const runner = new JobRunner({
    db,
    kinds: [
      work("big", "machine", { runs, givenUp }),
      work("small", "side", { runs, givenUp }),
      work("wanted", "asked", { runs, givenUp }),
      defineJobKind({
        ...{ kind: "reporting", weight: "machine", params: z.strictObject({}), title: () => "Report" },
        run: async () =>
          await Promise.resolve({
            message: "2 files",
            report: createReport(
              [{ label: "Files", value: "2" }],
              [{ path: "/a.jpg", reason: "it is gone" }],
            ),
          }),
      }),
    ],
    now: () => (nowMs += 1_000),
    onChange: (job) => told.push(job),
    explain: (error) => `In words: ${error instanceof Error ? error.message : ""}`,
    mayWrite: async () => {
      await Promise.resolve();
    },
    onError: (error) => errors.push(error),
  });
  if (isStarted) runner.start();
  return { runner, db, runs, givenUp, told, errors };
}

/** On a new catalogue. */
export const fixture = () => open(temporaryCatalogue());

/** Lets what was resolved go on. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** "Work on a: running", the unfinished first. */
export function states({ runner }: Fixture): string[] {
  const { open: unfinished, finished } = runner.list();
  return [...unfinished, ...finished].map(({ title, state }) => `${title}: ${state}`);
}
