// The thread of preview-in-thread.ts: imports a file into a copy of the catalogue.
import { once } from "node:events";
import { stat } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import { sqliteErrorCode } from "../db/sqlite-error.ts";
import { copyForTrial } from "../db/trial-copy.ts";
import { TransferError } from "./errors.ts";
import type { Transfer } from "./format.ts";
import { importIntoCopy } from "./import-transfer.ts";
import type { ImportReport } from "./import-report.ts";
import {
  modelDimensions,
  previewTask,
  type FailedPreview,
  type PreviewNews,
  type PreviewProgress,
} from "./preview-messages.ts";
import { readTransfer } from "./read-transfer.ts";

const { catalogue, trial, file, fileName } = previewTask.parse(workerData);

function tell(news: PreviewNews): void {
  parentPort?.postMessage(news);
}

function tellProgress(step: PreviewProgress["step"], done = 0, total: number | null = null): void {
  tell({ kind: "progress", progress: { step, done, total } });
}

async function preview(): Promise<ImportReport> {
  const { size } = await stat(file).catch(() => ({ size: null }));
  const transfer = await readTransfer(file, {
    name: fileName,
    onProgress: (bytes) => {
      tellProgress("reading", bytes, size);
    },
  });
  const dimensions = await dimensionsFor(transfer);
  tellProgress("copying");
  const copy = copyForTrial(catalogue, trial);
  try {
    return importIntoCopy(copy, {
      ...{ transfer, fileName, sameName: () => null },
      dimensionsOf: (model) => dimensions[model] ?? null,
      onProgress: ({ step, done, total }) => {
        tellProgress(step, done, total);
      },
    });
  } finally {
    copy.close();
  }
}

/** The models lie with the thread that owns the library. */
async function dimensionsFor({ people }: Transfer): Promise<Readonly<Record<string, number | null>>> {
  const models = new Set(people.flatMap(({ looks = [] }) => looks.map(({ model }) => model)));
  if (models.size === 0 || parentPort === null) return {};
  tell({ kind: "models", models: [...models] });
  const [answer] = (await once(parentPort, "message")) as [unknown];
  return modelDimensions.parse(answer);
}

function describe(error: unknown): FailedPreview {
  const message = error instanceof Error ? error.message : String(error);
  return { message, isOfFile: error instanceof TransferError, code: sqliteErrorCode(error) ?? null };
}

try {
  tell({ kind: "done", report: await preview() });
} catch (error) {
  tell({ kind: "failed", error: describe(error) });
}
