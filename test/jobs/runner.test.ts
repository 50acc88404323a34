import { describe, expect, it } from "vitest";
import { z } from "zod";
import { insertJob } from "../../app/db/jobs.ts";
import type { Database } from "../../app/db/open.ts";
import { JobStateError, UnknownJobError } from "../../app/jobs/errors.ts";
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

interface Fixture {
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

function open(db: Database, { isStarted = true } = {}): Fixture {
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

const fixture = () => open(temporaryCatalogue());

/** Lets what was resolved go on. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

function states({ runner }: Fixture): string[] {
  const { open: unfinished, finished } = runner.list();
  return [...unfinished, ...finished].map(({ title, state }) => `${title}: ${state}`);
}

describe("the order of jobs", () => {
  it("is that in which they were asked for, one at a time", async () => {
    const jobs = fixture();
    for (const name of ["a", "b", "c"]) jobs.runner.add("big", { name });
    await settle();
    expect(states(jobs)).toEqual(["Work on a: running", "Work on b: queued", "Work on c: queued"]);

    jobs.runs[0]?.end("done with a");
    await settle();

    expect(jobs.runs.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(jobs.runner.list().finished).toMatchObject([
      { state: "done", message: "done with a", startedAtMs: 3_000, finishedAtMs: 6_000 },
    ]);
  });

  it("a job that does little does not wait for one that uses the machine", async () => {
    const jobs = fixture();
    for (const name of ["a", "b"]) jobs.runner.add("big", { name });
    for (const name of ["x", "y"]) jobs.runner.add("small", { name });
    await settle();

    expect(jobs.runs.map(({ name }) => name)).toEqual(["a", "x"]);
    for (const run of jobs.runs) run.end("");
    await settle();
    expect(jobs.runs.map(({ name }) => name)).toEqual(["a", "x", "b", "y"]);
    for (const run of jobs.runs) run.end("");
    await jobs.runner.idle();
    expect(jobs.runner.list().open).toEqual([]);
  });

  it("a job that the user sits before waits for neither", async () => {
    const jobs = fixture();
    for (const kind of ["big", "small", "wanted"]) jobs.runner.add(kind, { name: kind });
    jobs.runner.add("wanted", { name: "another" });
    await settle();
    expect(jobs.runs.map(({ name }) => name)).toEqual(["big", "small", "wanted"]);
  });

  it("what waits already is not asked for twice, what runs is", async () => {
    const jobs = fixture();
    const [first, second, third] = ["a", "a", "a"].map((name) => jobs.runner.add("big", { name }).id);
    await settle();

    expect(second).not.toBe(first);
    expect(third).toBe(second);
    expect(jobs.runner.add("big", { isStubborn: false, name: "a" }).id).toBe(second);
  });

  it("nothing runs before the start", async () => {
    const jobs = open(temporaryCatalogue(), { isStarted: false });
    jobs.runner.add("big", { name: "a" });
    await settle();
    expect(jobs.runs).toEqual([]);

    jobs.runner.start();
    await settle();
    expect(jobs.runs.map(({ name }) => name)).toEqual(["a"]);
  });
});

describe("pause, resume and cancel", () => {
  it("a paused job lets the next one run, and goes on before those that came later", async () => {
    const jobs = fixture();
    const { id } = jobs.runner.add("big", { name: "a" });
    for (const name of ["b", "c"]) jobs.runner.add("big", { name });
    await settle();

    expect(await jobs.runner.pause(id)).toMatchObject({ state: "paused", finishedAtMs: null });
    await settle();
    expect(states(jobs)).toEqual(["Work on a: paused", "Work on b: running", "Work on c: queued"]);
    expect(jobs.runner.resume(id)).toMatchObject({ state: "queued" });
    jobs.runs[1]?.end("");
    await settle();

    expect(jobs.runs.map(({ name }) => name)).toEqual(["a", "b", "a"]);
  });

  it("a job that waits can be paused and cancelled without ever having run", async () => {
    const jobs = fixture();
    jobs.runner.add("big", { name: "a" });
    const { id } = jobs.runner.add("big", { name: "b" });
    await jobs.runner.pause(id);
    jobs.runs[0]?.end("");
    await settle();
    expect(states(jobs)).toEqual(["Work on b: paused", "Work on a: done"]);

    expect(await jobs.runner.cancel(id)).toMatchObject({ state: "cancelled", startedAtMs: null });

    expect(jobs.runs.map(({ name }) => name)).toEqual(["a"]);
    expect(jobs.runner.list().open).toEqual([]);
  });

  it("a cancelled job stays cancelled when it is paused too, or ends well all the same", async () => {
    const jobs = fixture();
    const { id } = jobs.runner.add("big", { name: "a", isStubborn: true });
    await settle();
    const cancelled = jobs.runner.cancel(id);
    const paused = jobs.runner.pause(id);
    jobs.runs[0]?.end("all done");

    expect(await cancelled).toMatchObject({ state: "cancelled", message: "all done" });
    expect((await paused).state).toBe("cancelled");
    expect(jobs.runner.resume(id)).toMatchObject({ state: "running", message: null });
  });

  it("what was kept for a job goes when it is cancelled, not when it is paused", async () => {
    const jobs = fixture();
    const ids = ["a", "b"].map((name) => jobs.runner.add("big", { name }).id);
    await settle();
    for (const id of ids) await jobs.runner.pause(id);
    expect(jobs.givenUp).toEqual([]);
    jobs.runner.resume(ids[0] ?? 0);
    await settle();
    for (const id of ids) await jobs.runner.cancel(id);
    expect(jobs.givenUp).toEqual(["a", "b"]);
  });

  it("what cannot be done is refused", async () => {
    const jobs = fixture();
    const { id } = jobs.runner.add("big", { name: "a" });
    expect(() => jobs.runner.resume(id)).toThrow(JobStateError);
    await settle();
    jobs.runs[0]?.end("");
    await settle();

    expect(() => jobs.runner.resume(id)).toThrow("It is done. Start a new one.");
    await expect(jobs.runner.pause(id)).rejects.toThrow(JobStateError);
    await expect(jobs.runner.cancel(id)).rejects.toThrow("It is over already.");
    await expect(jobs.runner.cancel(77)).rejects.toThrow(UnknownJobError);
    expect(() => jobs.runner.add("big", { nonsense: 1 })).toThrow(z.ZodError);
  });
});

describe("how jobs end", () => {
  it("a failure is told in words, the next one runs, and the job can be tried again", async () => {
    const jobs = fixture();
    const { id } = jobs.runner.add("big", { name: "a" });
    jobs.runner.add("big", { name: "b" });
    await settle();
    jobs.runs[0]?.fail(new Error("the disk is full"));
    await settle();

    expect(jobs.runner.get(id)).toMatchObject({ state: "failed", message: "In words: the disk is full" });
    expect(jobs.runs[1]?.name).toBe("b");
    expect(jobs.runner.resume(id)).toMatchObject({ state: "queued", message: null, finishedAtMs: null });
  });

  it("progress is told while it runs, and how far it came is kept", async () => {
    const jobs = fixture();
    const { id } = jobs.runner.add("big", { name: "a" });
    await settle();
    const progress = { phase: "Reading", done: 3, total: 9, perSecond: 1.5, secondsLeft: 4, detail: null };
    jobs.runs[0]?.tools.report(progress);

    expect(jobs.told.at(-1)).toMatchObject({ id, state: "running", progress });
    jobs.runs[0]?.end("");
    await settle();
    expect(jobs.runner.get(id).progress).toBeNull();
    expect(jobs.db.prepare("SELECT done, total FROM jobs").get()).toEqual({ done: 3, total: 9 });
    expect(jobs.told.map(({ state }) => state)).toEqual(["queued", "running", "running", "done"]);
  });

  it("figures and failures are kept with the run", async () => {
    const jobs = fixture();
    const { id } = jobs.runner.add("reporting", {});
    await jobs.runner.idle();

    expect(jobs.runner.get(id)).toMatchObject({ message: "2 files", failures: 1 });
    expect(jobs.runner.report(id)).toEqual({
      figures: [{ label: "Files", value: "2" }],
      failures: [{ path: "/a.jpg", reason: "it is gone" }],
      failureCount: 1,
    });
  });

  it("an end that cannot be written down is reported, and nothing else breaks", async () => {
    const db = temporaryCatalogue();
    const jobs = open(db);
    jobs.runner.add("big", { name: "a" });
    await settle();
    db.exec("CREATE TRIGGER full BEFORE UPDATE ON jobs BEGIN SELECT raise(FAIL, 'the disk is full'); END");
    jobs.runs[0]?.end("");
    await jobs.runner.idle();

    expect(String(jobs.errors)).toContain("the disk is full");
    db.exec("DROP TRIGGER full");
    const next = open(db);
    await settle();
    expect(next.runs.map(({ name }) => name)).toEqual(["a"]);
  });

  it("only the newest hundred are kept", async () => {
    const jobs = fixture();
    for (let run = 0; run < 103; run++) {
      jobs.runner.add("reporting", {});
      await jobs.runner.idle();
    }

    const { finished } = jobs.runner.list();
    expect(finished).toHaveLength(100);
    expect(() => jobs.runner.get(3)).toThrow(UnknownJobError);
  });
});

describe("closing and opening again", () => {
  it("what runs is stopped and goes on next time, first of all; what was paused stays paused", async () => {
    const db = temporaryCatalogue();
    const jobs = open(db);
    const paused = jobs.runner.add("big", { name: "p" });
    jobs.runner.add("big", { name: "a" });
    jobs.runner.add("big", { name: "b" });
    jobs.runner.add("small", { name: "x" });
    await settle();
    await jobs.runner.pause(paused.id);
    await settle();
    await jobs.runner.close();

    expect(jobs.runs.map(({ tools }) => tools.signal.aborted)).toEqual([true, true, true]);
    expect(states(jobs)).toEqual([
      "Work on p: paused",
      "Work on a: queued",
      "Work on b: queued",
      "Work on x: queued",
    ]);
    const next = open(db);
    await settle();
    expect(next.runs.map(({ name }) => name)).toEqual(["a", "x"]);
  });

  it("after a crash, what was running runs again", async () => {
    const db = temporaryCatalogue();
    open(db).runner.add("big", { name: "a" });
    await settle();

    const next = open(db);
    await settle();

    expect(next.runs.map(({ name }) => name)).toEqual(["a"]);
  });

  it("nothing begins while it closes", async () => {
    const jobs = fixture();
    jobs.runner.add("big", { name: "a", isStubborn: true });
    jobs.runner.add("big", { name: "b" });
    await settle();
    const closed = jobs.runner.close();
    jobs.runs[0]?.end("done after all");
    await closed;
    jobs.runner.add("big", { name: "c" });
    await settle();

    expect(jobs.runs.map(({ name }) => name)).toEqual(["a"]);
  });

  it("jobs that this version does not know wait for one that does, and keep nobody from working", async () => {
    const db = temporaryCatalogue();
    const unknown = insertJob(db, { kind: "of-tomorrow", params: "{}", createdAtMs: 1 });
    const odd = insertJob(db, { kind: "big", params: '{"size": 3}', createdAtMs: 2 });
    const jobs = open(db);
    jobs.runner.add("big", { name: "a" });
    await settle();

    expect(jobs.runner.get(odd)).toMatchObject({ title: "big", state: "failed" });
    expect(jobs.runs.map(({ name }) => name)).toEqual(["a"]);
    expect(() => jobs.runner.get(unknown)).toThrow(UnknownJobError);
    expect(db.prepare("SELECT state FROM jobs WHERE id = ?").pluck().get(unknown)).toBe("queued");
  });
});
