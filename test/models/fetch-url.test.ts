import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { FetchError, WrongDigestError } from "../../app/models/errors.ts";
import { fetchFromUrl } from "../../app/models/fetch-url.ts";
import type { UrlDownload } from "../../app/models/fetch-url.ts";
import { serveLocally } from "../support/local-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const content = Buffer.from("ten bytes.");
const sha256 = createHash("sha256").update(content).digest("hex");

async function prepare(handler: RequestListener): Promise<UrlDownload> {
  const url = `${await serveLocally(handler)}/model.onnx`;
  return {
    url,
    destination: path.join(temporaryFolder(), "model.onnx"),
    sizeBytes: 10,
    sha256,
    title: "Tiny",
  };
}

async function failureOf(download: Promise<void>): Promise<unknown> {
  return await download.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("a download by URL", () => {
  test("writes the file and tells how much has come", async () => {
    const download = await prepare((_request, response) => response.end(content));
    const received: number[] = [];
    await fetchFromUrl(download, { onReceived: (bytes) => received.push(bytes) });
    expect(await readFile(download.destination)).toEqual(content);
    expect(received.at(-1)).toBe(10);
  });

  test("follows a redirect", async () => {
    const download = await prepare((request, response) => {
      if (request.url === "/moved") response.end(content);
      else response.writeHead(302, { location: "/moved" }).end();
    });
    await fetchFromUrl(download);
    expect(await readFile(download.destination)).toEqual(content);
  });

  test("refuses other bytes of the same length, naming both digests", async () => {
    const other = Buffer.from("TEN BYTES.");
    const download = await prepare((_request, response) => response.end(other));
    const failure = await failureOf(fetchFromUrl(download));
    expect(failure).toBeInstanceOf(WrongDigestError);
    expect(failure).toMatchObject({
      origin: download.url,
      expected: sha256,
      actual: createHash("sha256").update(other).digest("hex"),
    });
  });

  test.each<[string, string, RegExp, RequestListener]>([
    ["a file that ends early", "truncated", /4 of 10 bytes/, (_request, response) => response.end("ten ")],
    [
      "a connection that breaks",
      "truncated",
      /ended after [04] of 10 bytes/,
      (_request, response) => {
        response.writeHead(200, { "content-length": 10 });
        response.write("ten ", () => response.destroy());
      },
    ],
    [
      "a longer file, announced",
      "too-large",
      /larger than the 10 bytes/,
      (_request, response) => response.end("ten bytes and more"),
    ],
    [
      "a longer file, not announced",
      "too-large",
      /larger than the 10 bytes/,
      (_request, response) => {
        response.write("ten bytes");
        response.end(" and more");
      },
    ],
    [
      "a missing page",
      "refused",
      /HTTP 404/,
      (_request, response) => response.writeHead(404).end("not here"),
    ],
  ])("refuses %s", async (_case, reason, message, handler) => {
    const failure = await failureOf(fetchFromUrl(await prepare(handler)));
    expect(failure).toBeInstanceOf(FetchError);
    expect(failure).toMatchObject({ reason, message: expect.stringMatching(message) as string });
  });
});

describe("a download that does not come", () => {
  test("gives up when the server does not answer", async () => {
    const download = await prepare(() => undefined);
    const failure = await failureOf(fetchFromUrl(download, { connectTimeoutMs: 50 }));
    expect(failure).toMatchObject({ name: "FetchError", reason: "timed-out" });
  });

  test("gives up when the server stops halfway", async () => {
    const download = await prepare((_request, response) => {
      response.writeHead(200, { "content-length": 10 });
      response.write("ten ");
    });
    const failure = await failureOf(fetchFromUrl(download, { stallTimeoutMs: 50 }));
    expect(failure).toMatchObject({ name: "FetchError", reason: "timed-out" });
  });

  test("says that there is no connection when nobody listens", async () => {
    const download = await prepare(() => undefined);
    // Port 1 (tcpmux) is reserved and listened on nowhere.
    const failure = await failureOf(fetchFromUrl({ ...download, url: "http://127.0.0.1:1/model.onnx" }));
    expect(failure).toMatchObject({
      reason: "offline",
      message: "There is no connection to 127.0.0.1:1, which has Tiny.",
    });
  });

  test("stops when asked to, with the asker's reason", async () => {
    const controller = new AbortController();
    const reason = new Error("no longer wanted");
    const download = await prepare((_request, response) => {
      response.writeHead(200, { "content-length": 10 });
      response.write("ten ");
    });
    const onReceived = (): void => {
      controller.abort(reason);
    };
    expect(await failureOf(fetchFromUrl(download, { signal: controller.signal, onReceived }))).toBe(reason);
  });
});
