import { request, type IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Where the library server listens, and how it knows us. */
export interface ServerAddress {
  readonly socketPath: string;
  readonly token: string;
}

/** The host of familiar://app, which the server expects. */
const host = "app";

/** Of one connection only (RFC 9110, 7.6.1), or ours to set. */
const ownHeaders = new Set([
  ...["connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer"],
  ...["transfer-encoding", "upgrade", "host", "authorization", "cookie"],
]);

/** Statuses whose answers have no body, which Response insists on. */
const emptyStatuses = new Set([204, 205, 304]);

/**
 * Passes a request of the window on to the library server, and its answer back as it comes: server-sent events never
 * end, and a photo may be large. Rejects with Node's error when the server is not there, and when the page has gone.
 */
export async function passOn(asked: Request, { socketPath, token }: ServerAddress): Promise<Response> {
  const { pathname, search } = new URL(asked.url);
  const passed = request({
    socketPath,
    method: asked.method,
    path: `${pathname}${search}`,
    headers: { ...keptHeaders(asked.headers), host, authorization: `Bearer ${token}` },
    signal: asked.signal,
    // A socket of its own: one that the server closes between two requests would fail the next.
    agent: false,
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    passed.once("response", resolve);
    passed.on("error", reject);
  });
  if (asked.body === null) passed.end();
  // What goes wrong with the body goes wrong with the request too.
  else
    pipeline(Readable.fromWeb(asked.body as Parameters<typeof Readable.fromWeb>[0]), passed).catch(
      () => undefined,
    );
  return asResponse(await answered);
}

function keptHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !ownHeaders.has(name)));
}

function asResponse(answer: IncomingMessage): Response {
  const status = answer.statusCode ?? 502;
  const headers = new Headers();
  for (const [name, values] of Object.entries(answer.headersDistinct)) {
    if (ownHeaders.has(name)) continue;
    for (const value of values ?? []) headers.append(name, value);
  }
  if (emptyStatuses.has(status)) {
    answer.resume();
    return new Response(null, { status, headers });
  }
  return new Response(Readable.toWeb(answer) as ReadableStream<Uint8Array<ArrayBuffer>>, { status, headers });
}
