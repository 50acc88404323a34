import type { LibraryServer } from "./library-server.ts";
import { passOn } from "./proxy.ts";

/** Longer than a start of the server takes, migrations included. */
const waitForServerMs = 30_000;

/** Errors of a server that was not there to take the request. */
const notTaken = new Set(["ECONNREFUSED", "ENOENT"]);

/** Errors of a server that died with the request in its hands: what only reads can be asked again. */
const diedWithIt = new Set(["ECONNRESET", "EPIPE"]);

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
      if (!mayAskAgain(request, error) || waiting.aborted) return Response.error();
      // It died a moment ago, and its end is not known yet.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function mayAskAgain({ method, bodyUsed }: Request, error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return (
    (notTaken.has(code) && !bodyUsed) || (diedWithIt.has(code) && (method === "GET" || method === "HEAD"))
  );
}
