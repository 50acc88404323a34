import path from "node:path";
import { Hono } from "hono";
import { z } from "zod";
import { clearFailuresOf, failedFiles } from "../db/failures.ts";
import { inTransaction } from "../db/transaction.ts";
import type { ServerContext } from "./context.ts";
import { NotFoundError } from "./errors.ts";
import { ids, validate } from "./validate.ts";

/** Files that could not be used, and another try. */
export function failureRoutes({ library, jobs, events }: Pick<ServerContext, "library" | "jobs" | "events">) {
  const { db } = library;
  return new Hono()
    .get("/", (c) =>
      c.json({
        failures: failedFiles(db).map(({ fileId, path: file, reason }) => ({
          ...{ fileId, reason, name: path.basename(file), folder: path.dirname(file) },
        })),
      }),
    )
    .post("/retry", validate("json", z.strictObject({ fileIds: ids })), (c) => {
      const wanted = new Set(c.req.valid("json").fileIds);
      const files = failedFiles(db).filter(({ fileId }) => wanted.has(fileId));
      if (files.length === 0) throw new NotFoundError("These files are no longer among those that failed.");
      inTransaction(db, () => {
        clearFailuresOf(
          db,
          files.map(({ fileId }) => fileId),
        );
      });
      events.send({ kind: "changed", parts: ["folders"] });
      const folders = files.map((file) => file.path);
      return c.json({ job: jobs.add("scan", { folders, retryFailed: false }) });
    });
}
