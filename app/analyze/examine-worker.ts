import { loadNetworks } from "../faces/load-networks.ts";
import type { NetworkFiles } from "../faces/network-files.ts";
import type { Networks } from "../faces/recogniser.ts";
import { openRuntime } from "../models/runtimes/open-runtime.ts";
import { resizePixels } from "../photo/decode.ts";
import { PhotoError } from "../photo/photo-error.ts";
import { readPhotoFile } from "../photo/read-file.ts";
import { toExaminer, type FromExaminer, type ToExaminer } from "./examine-messages.ts";
import { examinePhoto } from "./examine-photo.ts";

// The entry of an examiner process: photos that the user compares. As an analyzer it never opens the catalogue, so it
// may crash on a hostile file without harm. It ends when its owner does.

let loading: Promise<Networks> | null = null;

process.on("disconnect", () => process.exit(0));
// Ctrl+C reaches every process of the terminal; the owner decides when an examiner ends.
process.on("SIGINT", () => undefined);

process.on("message", (received) => {
  const message = toExaminer.parse(received);
  if (message.type === "setup") loading = load(message.networks);
  else void examine(message);
});

async function load(networks: NetworkFiles): Promise<Networks> {
  return await loadNetworks(networks, await openRuntime(networks.runtime), resizePixels);
}

async function examine({ jobId, photo, known }: Extract<ToExaminer, { type: "examine" }>): Promise<void> {
  try {
    if (loading === null) throw new Error("The examiner was given a photo before its models");
    const networks = await loading;
    const bytes = photo.from === "file" ? (await readPhotoFile(photo.path)).bytes : Buffer.from(photo.bytes);
    send({ type: "examined", jobId, examined: await examinePhoto(bytes, known, networks) });
  } catch (error) {
    const isPhotoAtFault = error instanceof PhotoError;
    const message = error instanceof Error ? error.message : String(error);
    send({
      ...{ type: "failed", jobId, code: isPhotoAtFault ? error.code : null },
      reason: isPhotoAtFault ? error.reason : message,
    });
  }
}

function send(message: FromExaminer): void {
  process.send?.(message);
}
