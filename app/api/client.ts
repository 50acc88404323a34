import { hc } from "hono/client";
import type { Api } from "./api.ts";

/** The typed client of the API; `fetch` is the browser's, or a test's. */
export function createClient(base: string, options: { readonly fetch?: typeof fetch } = {}) {
  return hc<Api>(`${base}/api`, options);
}

export type Client = ReturnType<typeof createClient>;
