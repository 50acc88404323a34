import type { LibraryServer } from "./library-server.ts";
import { passOn } from "./proxy.ts";

/** Longer than a start of the server takes, migrations included. */
const waitForServerMs = 30_000;

/** Errors of a server that was not there to take the request. */
const notTaken = new Set(["ECONNREFUSED", "ENOENT"]);

/**
 * Answers a request of the window, waiting for a server that is just (re)starting. Where none comes, the answer is an
 * error of the network, as a browser would see it: the page's events connect again only after such a one.
 */
export async function answerWindow(
  request: Request,
  server: Pick<LibraryServer, "address">,
  waitMs = waitForServerMs,
): Promise<Response> {
  const waiting = AbortSignal.any([request.signal, AbortSignal.timeout(waitMs)]);
  for (;;) {
    try {
      return await passOn(request, await server.address(waiting));
    } catch (error) {
      const wasTaken = !(error instanceof Error && "code" in error && notTaken.has(String(error.code)));
      if (wasTaken || request.bodyUsed || waiting.aborted) return Response.error();
      // It died a moment ago, and its end is not known yet.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
