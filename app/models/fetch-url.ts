import { createHash } from "node:crypto";
import { open } from "node:fs/promises";

import { FetchError, WrongDigestError } from "./errors.ts";

export interface UrlDownload {
  readonly url: string;
  /** File to write; whoever asked removes it when this fails. */
  readonly destination: string;
  readonly sizeBytes: number;
  /** Hex. */
  readonly sha256: string;
  /** How the expected content is called in messages, for example "YuNet". */
  readonly title: string;
}

export interface UrlFetchOptions {
  readonly onReceived?: ((receivedBytes: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Until the server has answered with its headers. */
  readonly connectTimeoutMs?: number | undefined;
  /** Longest pause between two pieces of the file. */
  readonly stallTimeoutMs?: number | undefined;
}

const defaultConnectTimeoutMs = 10_000;
const defaultStallTimeoutMs = 30_000;

/** A timer that can be wound up again, and aborts when it runs out. */
function createWatchdog(): { signal: AbortSignal; restart: (timeoutMs: number) => void; stop: () => void } {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    clearTimeout(timer);
  };
  const restart = (timeoutMs: number): void => {
    stop();
    timer = setTimeout(() => {
      controller.abort();
    }, timeoutMs);
  };
  return { signal: controller.signal, restart, stop };
}

async function writeBody(
  body: AsyncIterable<Uint8Array>,
  download: UrlDownload,
  onPiece: (receivedBytes: number) => void,
): Promise<void> {
  const hash = createHash("sha256");
  let receivedBytes = 0;
  const file = await open(download.destination, "wx");
  try {
    for await (const piece of body) {
      receivedBytes += piece.byteLength;
      if (receivedBytes > download.sizeBytes) throw tooLarge(download);
      hash.update(piece);
      await file.writeFile(piece);
      onPiece(receivedBytes);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (receivedBytes < download.sizeBytes) throw truncated(download, receivedBytes);
  const actual = hash.digest("hex");
  if (actual !== download.sha256) {
    throw new WrongDigestError(download.url, download.title, download.sha256, actual);
  }
}

function tooLarge(download: UrlDownload): FetchError {
  return new FetchError(
    "too-large",
    `${download.url} is larger than the ${download.sizeBytes} bytes of ${download.title}, so it is something else.`,
  );
}

function truncated(download: UrlDownload, receivedBytes: number, cause?: unknown): FetchError {
  return new FetchError(
    "truncated",
    `The connection to ${new URL(download.url).host} ended after ${receivedBytes} of ${download.sizeBytes} bytes of ${download.title}.`,
    { cause },
  );
}

async function requestBody(download: UrlDownload, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
  const { host } = new URL(download.url);
  const response = await fetch(download.url, { signal }).catch((cause: unknown) => {
    if (signal.aborted) throw cause;
    throw new FetchError("offline", `There is no connection to ${host}, which has ${download.title}.`, {
      cause,
    });
  });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new FetchError(
      "refused",
      `${host} does not give ${download.title} (HTTP ${response.status}, ${download.url}).`,
    );
  }
  if (Number(response.headers.get("content-length") ?? 0) > download.sizeBytes) {
    await response.body.cancel();
    throw tooLarge(download);
  }
  return response.body;
}

/**
 * Downloads one file whose size and sha256 are known, writing it to `destination`.
 * @throws FetchError (offline, timed-out, refused, too-large, truncated), WrongDigestError, or the signal's reason
 */
export async function fetchFromUrl(download: UrlDownload, options: UrlFetchOptions = {}): Promise<void> {
  const { onReceived, signal, connectTimeoutMs, stallTimeoutMs = defaultStallTimeoutMs } = options;
  const watchdog = createWatchdog();
  let receivedBytes = 0;
  watchdog.restart(connectTimeoutMs ?? defaultConnectTimeoutMs);
  try {
    const either = signal === undefined ? watchdog.signal : AbortSignal.any([signal, watchdog.signal]);
    const body = await requestBody(download, either);
    watchdog.restart(stallTimeoutMs);
    await writeBody(body, download, (bytes) => {
      receivedBytes = bytes;
      watchdog.restart(stallTimeoutMs);
      onReceived?.(bytes);
    });
  } catch (cause) {
    signal?.throwIfAborted();
    if (watchdog.signal.aborted) {
      const { host } = new URL(download.url);
      throw new FetchError("timed-out", `${host} did not answer in time for ${download.title}.`, { cause });
    }
    // undici reports a connection closed halfway as TypeError "terminated".
    if (cause instanceof TypeError) throw truncated(download, receivedBytes, cause);
    throw cause;
  } finally {
    watchdog.stop();
  }
}
