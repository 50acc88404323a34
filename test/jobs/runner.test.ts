import { describe, expect, it } from "vitest";
import { z } from "zod";
import { JobStateError, UnknownJobError } from "../../app/jobs/errors.ts";
import { temporaryCatalogue } from "../support/catalogue.ts";
import { fixture, open, settle, states } from "./steered-jobs.ts";

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
