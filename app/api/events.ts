import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import type { ServerContext } from "./context.ts";
import type { ServerEvent } from "./event-hub.ts";

/** Proxies and sleeping laptops close connections that are silent; a window also learns so that the server is gone. */
const heartbeatMs = 15_000;

/** Server-sent events: each message is a ServerEvent in JSON. */
export function eventRoutes({ events, closing }: Pick<ServerContext, "events" | "closing">) {
  return new Hono().get("/", (context) =>
    streamSSE(context, async (stream) => {
      const waiting: ServerEvent[] = [];
      let wake: (() => void) | null = null;
      const stop = events.listen((event) => {
        waiting.push(event);
        wake?.();
      });
      const end = () => wake?.();
      stream.onAbort(end);
      closing.addEventListener("abort", end);
      try {
        await stream.writeSSE({ event: "hello", data: "" });
        while (!stream.aborted && !closing.aborted) {
          const event = waiting.shift();
          if (event !== undefined) {
            await stream.writeSSE({ data: JSON.stringify(event) });
            continue;
          }
          const isWoken = await new Promise<boolean>((resolve) => {
            const clock = setTimeout(resolve, heartbeatMs, false);
            wake = () => {
              clearTimeout(clock);
              resolve(true);
            };
          });
          wake = null;
          if (!isWoken) await stream.writeSSE({ event: "heartbeat", data: "" });
        }
        // The library may be opened anew at once: browsers left to themselves would wait for seconds.
        if (!stream.aborted) await stream.writeSSE({ event: "again", data: "" });
      } finally {
        stop();
        closing.removeEventListener("abort", end);
      }
    }),
  );
}
