import { createHash } from "node:crypto";
import { open } from "node:fs/promises";

import { FetchError, WrongDigestError } from "./errors.ts";

export interface UrlDownload {
  readonly url: string;
  /** File to write; whoever asked removes it when this fails. */
  readonly destination: string;
  /** null = not known: what the server says, and no more than `mostBytes`. */
  readonly sizeBytes: number | null;
  /** Hex; null = not known, whoever asked looks at the content. */
  readonly sha256: string | null;
  /** How the expected content is called in messages, for example "YuNet". */
  readonly title: string;
}

export interface UrlFetchOptions {
  /** `totalBytes` is null where nobody knows. */
  readonly onReceived?: ((receivedBytes: number, totalBytes: number | null) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Until the server has answered with its headers. */
  readonly connectTimeoutMs?: number | undefined;
  /** Longest pause between two pieces of the file. */
  readonly stallTimeoutMs?: number | undefined;
}

const defaultConnectTimeoutMs = 10_000;
const defaultStallTimeoutMs = 30_000;

/** Of a file whose size nobody knows; the largest published weights have 580 MB. */
const mostBytes = 2 ** 31;

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
  { pieces, sizeBytes }: Body,
  download: UrlDownload,
  onPiece: (receivedBytes: number) => void,
): Promise<void> {
  const hash = createHash("sha256");
  let receivedBytes = 0;
  const file = await open(download.destination, "wx");
  try {
    for await (const piece of pieces) {
      receivedBytes += piece.byteLength;
      if (receivedBytes > (sizeBytes ?? mostBytes)) throw tooLarge(download);
      hash.update(piece);
      await file.writeFile(piece);
      onPiece(receivedBytes);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (sizeBytes !== null && receivedBytes < sizeBytes) throw truncated(download, sizeBytes, receivedBytes);
  const actual = hash.digest("hex");
  if (download.sha256 !== null && actual !== download.sha256) {
    throw new WrongDigestError(download.url, download.title, download.sha256, actual);
  }
}

function tooLarge(download: UrlDownload): FetchError {
  return new FetchError(
    "too-large",
    `${download.url} is larger than the ${download.sizeBytes ?? mostBytes} bytes ` +
      `${download.sizeBytes === null ? "that a model may have" : `of ${download.title}`}, so it is something else.`,
  );
}

function truncated(
  download: UrlDownload,
  sizeBytes: number | null,
  receivedBytes: number,
  cause?: unknown,
): FetchError {
  const total = sizeBytes === null ? "" : ` of ${sizeBytes}`;
  return new FetchError(
    "truncated",
    `The connection to ${new URL(download.url).host} ended after ${receivedBytes}${total} bytes of ${download.title}.`,
    { cause },
  );
}

interface Body {
  readonly pieces: AsyncIterable<Uint8Array>;
  /** What is expected: what was promised, else what the server says; null = nobody knows. */
  readonly sizeBytes: number | null;
}

/** The length that the server tells; of a compressed transfer it is another than the file's. */
function announcedBytes({ headers }: Response): number | null {
  const length = headers.has("content-encoding") ? null : headers.get("content-length");
  return length === null ? null : Number(length);
}

async function requestBody(download: UrlDownload, signal: AbortSignal): Promise<Body> {
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
  const announced = announcedBytes(response);
  if ((announced ?? 0) > (download.sizeBytes ?? mostBytes)) {
    await response.body.cancel();
    throw tooLarge(download);
  }
  return { pieces: response.body, sizeBytes: download.sizeBytes ?? announced };
}

/**
 * Downloads one file, writing it to `destination`, and checks its size and sha256 where they are known.
 * @throws FetchError (offline, timed-out, refused, too-large, truncated), WrongDigestError, or the signal's reason
 */
export async function fetchFromUrl(download: UrlDownload, options: UrlFetchOptions = {}): Promise<void> {
  const { onReceived, signal, connectTimeoutMs, stallTimeoutMs = defaultStallTimeoutMs } = options;
  const watchdog = createWatchdog();
  let [receivedBytes, totalBytes] = [0, download.sizeBytes];
  watchdog.restart(connectTimeoutMs ?? defaultConnectTimeoutMs);
  try {
    const either = signal === undefined ? watchdog.signal : AbortSignal.any([signal, watchdog.signal]);
    const body = await requestBody(download, either);
    totalBytes = body.sizeBytes;
    watchdog.restart(stallTimeoutMs);
    await writeBody(body, download, (bytes) => {
      receivedBytes = bytes;
      watchdog.restart(stallTimeoutMs);
      onReceived?.(bytes, totalBytes);
    });
  } catch (cause) {
    signal?.throwIfAborted();
    if (watchdog.signal.aborted) {
      const { host } = new URL(download.url);
      throw new FetchError("timed-out", `${host} did not answer in time for ${download.title}.`, { cause });
    }
    // undici reports a connection closed halfway as TypeError "terminated".
    if (cause instanceof TypeError) throw truncated(download, totalBytes, receivedBytes, cause);
    throw cause;
  } finally {
    watchdog.stop();
  }
}
