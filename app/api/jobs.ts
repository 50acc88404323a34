import { Hono } from "hono";
import type { ServerContext } from "./context.ts";
import { idParameter, validate } from "./validate.ts";

/** Long work: what runs, waits and is over. */
export function jobRoutes({ jobs }: Pick<ServerContext, "jobs">) {
  return new Hono()
    .get("/", (c) => c.json(jobs.list()))
    .get("/:id/report", validate("param", idParameter), (c) =>
      c.json({ report: jobs.report(c.req.valid("param").id) }),
    )
    .post("/:id/pause", validate("param", idParameter), async (c) =>
      c.json(await jobs.pause(c.req.valid("param").id)),
    )
    .post("/:id/cancel", validate("param", idParameter), async (c) =>
      c.json(await jobs.cancel(c.req.valid("param").id)),
    )
    .post("/:id/resume", validate("param", idParameter), (c) => c.json(jobs.resume(c.req.valid("param").id)));
}
