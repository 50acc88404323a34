import type { MiddlewareHandler } from "hono";
import type { WriteTurns } from "../library/write-turns.ts";

/** Jobs can be stopped, also the one that is waited for, and pictures of a camera are looked at without writing. */
const neverWait = /^\/api\/(jobs|live\/sessions\/[^/]+\/frames)(\/|$)/;

/** A request that may change something waits while a thread has the catalogue for itself; all that only reads goes on. */
export function awaitTurn({ free }: WriteTurns): MiddlewareHandler {
  return async (c, next) => {
    const isReading = c.req.method === "GET" || c.req.method === "HEAD";
    if (!isReading && !neverWait.test(c.req.path)) await free();
    await next();
  };
}
