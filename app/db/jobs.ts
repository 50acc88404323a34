import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** 'paused' by the user; it goes on when they say so. */
export type JobState = "queued" | "running" | "paused" | "done" | "failed" | "cancelled";

/** A run of long work. */
export interface JobRow {
  readonly id: number;
  readonly kind: string;
  /** JSON. */
  readonly params: string;
  readonly state: JobState;
  /** Steps done, of `total`; null = not known yet. */
  readonly done: number;
  readonly total: number | null;
  /** What came of it, or why it failed, in words for people. */
  readonly message: string | null;
  /** Files that its report names; null = it has none. */
  readonly failures: number | null;
  /** Milliseconds since 1970. */
  readonly createdAtMs: number;
  readonly startedAtMs: number | null;
  readonly finishedAtMs: number | null;
}

const columns = `id, kind, params, state, done, total, message, json_extract(report, '$.failureCount') AS failures, created_at_ms AS createdAtMs,
  started_at_ms AS startedAtMs, finished_at_ms AS finishedAtMs`;

/** Adds a job to the end of the queue; returns its id. */
export function insertJob(
  db: Database,
  { kind, params, createdAtMs }: Pick<JobRow, "kind" | "params" | "createdAtMs">,
): number {
  const { lastInsertRowid } = statement<[string, string, number]>(
    db,
    "INSERT INTO jobs (kind, params, state, created_at_ms) VALUES (?, ?, 'queued', ?)",
  ).run(kind, params, createdAtMs);
  return Number(lastInsertRowid);
}

/** The job with this id, undefined when there is none. */
export function findJob(db: Database, jobId: number): JobRow | undefined {
  return statement<[number], JobRow>(db, `SELECT ${columns} FROM jobs WHERE id = ?`).get(jobId);
}

/** The job of one of these kinds to run next. */
export function nextQueuedJob(db: Database, kinds: readonly string[]): JobRow | undefined {
  return statement<[string], JobRow>(
    db,
    `SELECT ${columns} FROM jobs WHERE state = 'queued' AND kind IN (SELECT value FROM json_each(?))
     ORDER BY id LIMIT 1`,
  ).get(JSON.stringify(kinds));
}

/** Jobs that are not over, oldest first. */
export function openJobs(db: Database): JobRow[] {
  return statement<[], JobRow>(
    db,
    `SELECT ${columns} FROM jobs WHERE state IN ('queued', 'running', 'paused') ORDER BY id`,
  ).all();
}

/** Jobs that are over, the newest first. */
export function finishedJobs(db: Database, limit: number): JobRow[] {
  return statement<[number], JobRow>(
    db,
    `SELECT ${columns} FROM jobs WHERE state IN ('done', 'failed', 'cancelled') ORDER BY id DESC LIMIT ?`,
  ).all(limit);
}

/** Writes how a job stands. */
export function updateJob(
  db: Database,
  jobId: number,
  change: Pick<JobRow, "state" | "done" | "total" | "message" | "startedAtMs" | "finishedAtMs">,
): void {
  statement<typeof change & { jobId: number }>(
    db,
    `UPDATE jobs SET state = @state, done = @done, total = @total, message = @message,
       started_at_ms = @startedAtMs, finished_at_ms = @finishedAtMs WHERE id = @jobId`,
  ).run({ ...change, jobId });
}

/** What came of a run in figures and file by file, in JSON; null when there is nothing to tell. */
export function jobReport(db: Database, jobId: number): string | null {
  return (
    statement<[number], { report: string | null }>(db, "SELECT report FROM jobs WHERE id = ?").get(jobId)
      ?.report ?? null
  );
}

/** Keeps the report of a run, null = takes it away. */
export function saveJobReport(db: Database, jobId: number, report: string | null): void {
  statement<[string | null, number]>(db, "UPDATE jobs SET report = ? WHERE id = ?").run(report, jobId);
}

/** After a crash or a quit: what was running waits again. */
export function requeueRunningJobs(db: Database): void {
  statement<[]>(db, "UPDATE jobs SET state = 'queued' WHERE state = 'running'").run();
}

/** In a catalogue that was put back: what was open when it was copied, the copying itself too, belongs to another time. */
export function cancelOpenJobs(db: Database, finishedAtMs: number, message: string): void {
  statement<[string, number]>(
    db,
    `UPDATE jobs SET state = 'cancelled', message = ?, finished_at_ms = ?
     WHERE state IN ('queued', 'running', 'paused')`,
  ).run(message, finishedAtMs);
}

/** Forgets a job. */
export function deleteJob(db: Database, jobId: number): void {
  statement<[number]>(db, "DELETE FROM jobs WHERE id = ?").run(jobId);
}

/** Keeps the newest `keep` jobs that are over, and forgets the rest. */
export function forgetOldJobs(db: Database, keep: number): void {
  statement<[number]>(
    db,
    `DELETE FROM jobs WHERE state IN ('done', 'failed', 'cancelled') AND id NOT IN (
       SELECT id FROM jobs WHERE state IN ('done', 'failed', 'cancelled') ORDER BY id DESC LIMIT ?)`,
  ).run(keep);
}
