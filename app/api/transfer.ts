import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { Hono } from "hono";
import { z } from "zod";
import { importParams } from "../jobs/transfer-jobs.ts";
import { exportFormats } from "../transfer/export-names.ts";
import {
  forgetUpload,
  keepUpload,
  keptExports,
  mostUploadBytes,
  pathOfExport,
} from "../transfer/kept-files.ts";
import type { ServerContext } from "./context.ts";
import { BadRequestError, NotFoundError, RefusedError } from "./errors.ts";
import { validate } from "./validate.ts";

const upload = z.strictObject({ upload: z.uuid() });

/** Names out of the library and into it: files come and go through the page, which names no path. */
export function transferRoutes({
  library,
  jobs,
  events,
  importPreview,
}: Pick<ServerContext, "library" | "jobs" | "events" | "importPreview">) {
  const folder = library.folders.transfer;
  const answered = (id: string) => {
    importPreview.forget(id);
    events.send({ kind: "changed", parts: ["settings"] });
  };
  return new Hono()
    .get("/exports", async (c) => c.json({ exports: await keptExports(folder) }))
    .post("/exports", validate("json", z.strictObject({ format: z.enum(exportFormats) })), (c) =>
      c.json(jobs.add("export-library", c.req.valid("json"))),
    )
    .get("/exports/:name", validate("param", z.strictObject({ name: z.string().max(200) })), async (c) => {
      const { name } = c.req.valid("param");
      const file = pathOfExport(folder, name);
      const size =
        file === null
          ? null
          : await stat(file).then(
              ({ size: bytes }) => bytes,
              () => null,
            );
      if (file === null || size === null)
        throw new NotFoundError("This export is not there any more. Export again.");
      const stream = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array<ArrayBuffer>>;
      return c.body(stream, 200, {
        "Content-Type": name.endsWith(".csv") ? "text/csv; charset=utf-8" : "application/json",
        "Content-Length": String(size),
        "Content-Disposition": `attachment; filename="${name}"`,
        "Cache-Control": "no-store",
      });
    })
    .post("/imports", validate("query", z.strictObject({ name: z.string().min(1).max(300) })), async (c) => {
      const { name: fileName } = c.req.valid("query");
      const { body } = c.req.raw;
      if (body === null) throw new BadRequestError("The file is empty.");
      if (Number(c.req.header("content-length") ?? 0) > mostUploadBytes)
        throw new RefusedError("This file is too large to upload. Import it with: familiar import FILE");
      // It would take the place of a file that is still needed.
      const open = jobs
        .list()
        .open.find(({ kind }) => kind === "preview-import" || kind === "import-library");
      if (open !== undefined)
        throw new RefusedError(
          `Another file has not been imported yet (${open.title}). Wait until that is done, or cancel it in Activity.`,
        );
      const id = await keepUpload(folder, body as NodeReadableStream<Uint8Array>);
      return c.json({ upload: id, job: jobs.add("preview-import", { upload: id, fileName }) });
    })
    .get("/imports", (c) => c.json({ preview: importPreview.get() }))
    .post(
      "/imports/:upload",
      validate("param", upload),
      validate("json", importParams.omit({ upload: true })),
      (c) => {
        const params = { ...c.req.valid("param"), ...c.req.valid("json") };
        const job = jobs.add("import-library", params);
        answered(params.upload);
        return c.json(job);
      },
    )
    .delete("/imports/:upload", validate("param", upload), async (c) => {
      const { upload: id } = c.req.valid("param");
      await forgetUpload(folder, id);
      answered(id);
      return c.json({});
    });
}
