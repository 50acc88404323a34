import { readFile } from "node:fs/promises";
import path from "node:path";
import { Hono, type Context } from "hono";
import { isInside } from "../library/paths.ts";

const contentTypes: Readonly<Partial<Record<string, string>>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/**
 * The built window in `folder`. Every address that is no file is the window itself, which reads the address. Files in
 * assets/ carry a digest in their name and may be kept for ever.
 */
export function staticFiles(folder: string) {
  return new Hono().get("/*", async (context) => {
    const file = path.join(folder, decodeURIComponent(context.req.path));
    const isFile = isInside(folder, file) && path.extname(file) in contentTypes;
    if (!isFile) return await sendFile(context, path.join(folder, "index.html"), "no-cache");
    const isKept = context.req.path.startsWith("/assets/");
    return await sendFile(context, file, isKept ? "max-age=31536000, immutable" : "no-cache");
  });
}

async function sendFile(context: Context, file: string, cacheControl: string) {
  try {
    const bytes = await readFile(file);
    const type = contentTypes[path.extname(file)] ?? "application/octet-stream";
    return context.body(new Uint8Array(bytes), 200, { "Content-Type": type, "Cache-Control": cacheControl });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code !== "ENOENT" && code !== "ENOTDIR" && code !== "EISDIR") throw error;
    return context.text("There is no such file.", 404);
  }
}
