// The thread of follow-thread.ts: imports a file, into the catalogue or into a copy of it.
import { once } from "node:events";
import { stat } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import { openCatalogue, setCacheSize } from "../db/open.ts";
import { sqliteErrorCode } from "../db/sqlite-error.ts";
import { copyForTrial } from "../db/trial-copy.ts";
import { openTextJournal } from "../journal/text-journal.ts";
import { TransferError } from "./errors.ts";
import type { Transfer } from "./format.ts";
import { importIntoCopy, importTransfer, type ImportTransfer } from "./import-transfer.ts";
import type { ImportReport } from "./import-report.ts";
import type { SameName } from "./match-people.ts";
import { readTransfer } from "./read-transfer.ts";
import {
  modelDimensions,
  threadTask,
  type ThreadError,
  type ThreadImport,
  type ThreadNews,
  type ThreadProgress,
  type ThreadTask,
} from "./thread-messages.ts";

type Task<Kind extends ThreadTask["kind"]> = Extract<ThreadTask, { kind: Kind }>;

function tell(news: ThreadNews): void {
  parentPort?.postMessage(news);
}

function tellProgress(step: ThreadProgress["step"], done = 0, total: number | null = null): void {
  tell({ kind: "progress", progress: { step, done, total } });
}

async function preview(task: Task<"preview">): Promise<ImportReport> {
  const wanted = await prepare(task, () => null);
  tellProgress("copying");
  const copy = copyForTrial(task.catalogue, task.trial);
  try {
    return importIntoCopy(copy, wanted);
  } finally {
    copy.close();
  }
}

async function importFile(task: Task<"import">): Promise<ThreadImport> {
  const same = new Set(task.samePeople);
  const wanted = await prepare(task, (identity) => (same.has(identity) ? "merge" : "separate"));
  const db = openCatalogue(task.catalogue);
  const journal = openTextJournal(task.journal.path, task.journal.end);
  try {
    setCacheSize(db, "large");
    const bringUpToDate = () => {
      tellProgress("writing");
      journal.bringUpToDate(db);
    };
    const done = importTransfer({ db, now: () => task.nowMs, journal: { bringUpToDate } }, wanted);
    return { ...done, journalEnd: journal.end() };
  } finally {
    journal.close();
    db.close();
  }
}

/** Reads the file. */
async function prepare(
  { file, fileName }: ThreadTask,
  sameName: (identity: string) => SameName | null,
): Promise<ImportTransfer> {
  const { size } = await stat(file).catch(() => ({ size: null }));
  const transfer = await readTransfer(file, {
    name: fileName,
    onProgress: (bytes) => {
      tellProgress("reading", bytes, size);
    },
  });
  const dimensions = await dimensionsFor(transfer);
  return {
    ...{ transfer, fileName, sameName },
    dimensionsOf: (model) => dimensions[model] ?? null,
    onProgress: ({ step, done, total }) => {
      tellProgress(step, done, total);
    },
  };
}

/** The models lie with the thread that owns the library. */
async function dimensionsFor({ people }: Transfer): Promise<Readonly<Record<string, number | null>>> {
  const models = new Set(people.flatMap(({ looks = [] }) => looks.map(({ model }) => model)));
  if (models.size === 0 || parentPort === null) return {};
  tell({ kind: "models", models: [...models] });
  const [answer] = (await once(parentPort, "message")) as [unknown];
  return modelDimensions.parse(answer);
}

function describe(error: unknown): ThreadError {
  const message = error instanceof Error ? error.message : String(error);
  return { message, isOfFile: error instanceof TransferError, code: sqliteErrorCode(error) ?? null };
}

try {
  const task = threadTask.parse(workerData);
  tell({ kind: "done", result: task.kind === "preview" ? await preview(task) : await importFile(task) });
} catch (error) {
  tell({ kind: "failed", error: describe(error) });
}
