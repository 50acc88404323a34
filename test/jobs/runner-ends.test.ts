import { describe, expect, it } from "vitest";
import { insertJob } from "../../app/db/jobs.ts";
import { UnknownJobError } from "../../app/jobs/errors.ts";
import { temporaryCatalogue } from "../support/catalogue.ts";
import { fixture, open, settle, states } from "./steered-jobs.ts";

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
