import { once } from "node:events";
import { request } from "node:http";
import { testToken, type ServedLibrary } from "./served-library.ts";

/**
 * Begins to upload a file, and breaks it off once the server reads it: what a browser does whose page is closed.
 * `declaresSize` = the request says how long it will be.
 */
export async function breakOffUpload(
  { origin }: ServedLibrary,
  path: string,
  { declaresSize }: { readonly declaresSize: boolean },
): Promise<void> {
  const upload = request(`${origin}${path}`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${testToken}`,
      "Content-Type": "application/octet-stream",
      // The server's answer to it comes when it has begun with the request.
      Expect: "100-continue",
      ...(declaresSize && { "Content-Length": String(2 * part.byteLength) }),
    },
  });
  upload.flushHeaders();
  await once(upload, "continue");
  await new Promise((resolve) => upload.write(part, resolve));
  const isClosed = new Promise((resolve) => upload.once("close", resolve));
  upload.on("error", () => undefined);
  upload.destroy();
  await isClosed;
}

const part = Buffer.alloc(100_000, "A");
