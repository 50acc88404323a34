import type { ClientResponse } from "hono/client";
import { readAnswer } from "./read-answer.ts";

/**
 * Sends a file as it is, for which the client has no way, and tells how much of it has gone (0 to 1), for which `fetch`
 * has none. Rejects with RequestError.
 */
export async function sendFile<Answer>(
  address: string,
  file: File,
  onSent?: (share: number) => void,
): Promise<Answer> {
  const response = new Promise<Response>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      onSent?.(total === 0 ? 1 : loaded / total);
    });
    request.addEventListener("load", () => {
      resolve(new Response(request.responseText, { status: request.status }));
    });
    for (const end of ["error", "abort", "timeout"] as const)
      request.addEventListener(end, () => {
        reject(new Error(end));
      });
    request.send(file);
  });
  return await readAnswer(response as unknown as Promise<ClientResponse<Answer, number, "json">>);
}
