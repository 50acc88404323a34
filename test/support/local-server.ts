import { createServer } from "node:http";
import type { RequestListener } from "node:http";

import { onTestFinished } from "vitest";

/** An HTTP server on this machine for the length of the running test; gives its address without a final slash. */
export async function serveLocally(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The test server has no port");
  return `http://127.0.0.1:${address.port}`;
}
