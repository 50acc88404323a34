import { globSync, readFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished } from "vitest";
import { passOn } from "../../main/proxy.ts";
import { serveLibrary } from "../../app/server.ts";
import { sampleLibrary, samplesFolder } from "../support/served-library.ts";
import { readText } from "../support/read-text.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const token = "a-token-of-the-tests-that-is-long-enough";

/** A socket (or named pipe) of its own for the running test. */
function newSocketPath(): string {
  const name = join(temporaryFolder(), "s");
  return process.platform === "win32" ? `\\\\.\\pipe\\${name.replaceAll(/[\\:]/g, "-")}` : name;
}

/** A server that does what no library server should. */
async function listen(listener: RequestListener): Promise<string> {
  const socketPath = newSocketPath();
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return socketPath;
}

function samplePhotos(): string[] {
  return globSync("**/*.{jpg,png}", { cwd: samplesFolder }).map((file) => join(samplesFolder, file));
}

async function servedSamples(): Promise<string> {
  const socketPath = newSocketPath();
  const server = await serveLibrary({
    ...{ libraryFolder: await sampleLibrary(), command: "test", listen: { socketPath }, token },
    ...{ windowFolder: "/nowhere", log: console.error },
  });
  onTestFinished(server.close);
  return socketPath;
}

describe("what the window asks of familiar://app", () => {
  it("reaches the library server, with its body, and the answer comes back as it is", async () => {
    const socketPath = await servedSamples();
    const headers = { "Content-Type": "application/json", Origin: "familiar://app" };
    const body = JSON.stringify({ intoId: "no number", fromIds: [] });

    const answer = await passOn(
      new Request("familiar://app/api/people/merge?a=1", { method: "POST", headers, body }),
      { socketPath, token },
    );

    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await answer.json()).toMatchObject({ error: { code: "BadRequestError" } });
  });

  it("gets parts of photos, and nothing of what it has already", async () => {
    const socketPath = await servedSamples();
    const ask = async (path: string, headers: Record<string, string> = {}) =>
      await passOn(new Request(`familiar://app${path}`, { headers }), { socketPath, token });

    const whole = await ask("/media/originals/1");
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect(samplePhotos().some((file) => readFileSync(file).equals(bytes))).toBe(true);

    const part = await ask("/media/originals/1", { Range: "bytes=10-19" });
    expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 10-19/${bytes.length}`]);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(10, 20));

    const again = await ask("/media/originals/1", { "If-None-Match": whole.headers.get("etag") ?? "" });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  it("is answered 403 with another token, or for another origin", async () => {
    const socketPath = await servedSamples();
    const jobs = "familiar://app/api/jobs";

    expect((await passOn(new Request(jobs), { socketPath, token })).status).toBe(200);
    expect((await passOn(new Request(jobs), { socketPath, token: `${token}.` })).status).toBe(403);
    const foreign = new Request(jobs, { headers: { Origin: "https://evil.example" } });
    expect((await passOn(foreign, { socketPath, token })).status).toBe(403);
  });

  it("hears events as they come, and the server learns when the page is gone", async () => {
    const { promise: gone, resolve } = Promise.withResolvers<undefined>();
    const socketPath = await listen((_, answer) => {
      answer.writeHead(200, { "Content-Type": "text/event-stream" });
      answer.write("data: one\n\n");
      answer.on("close", () => {
        resolve(undefined);
      });
    });
    const leaving = new AbortController();

    const answer = await passOn(new Request("familiar://app/api/events", { signal: leaving.signal }), {
      socketPath,
      token,
    });
    const reader = readText(answer);
    expect((await reader.next()).value).toBe("data: one\n\n");
    leaving.abort();

    await gone;
    await expect(reader.next()).rejects.toThrow();
  });

  it("streams a body, and neither cookies nor a token of its own get through", async () => {
    const socketPath = await listen((asked, answer) => {
      void text(asked).then((body) => {
        answer.end(JSON.stringify({ body, headers: asked.headers, url: asked.url }));
      });
    });
    const parts = Readable.toWeb(Readable.from([Buffer.from("two "), Buffer.from("parts")]));
    const init: RequestInit & { duplex: "half" } = {
      method: "PUT",
      headers: { Cookie: "a=b", Authorization: "Bearer mine", "X-Kept": "yes" },
      body: parts as ReadableStream,
      duplex: "half",
    };

    const answer = await passOn(new Request("familiar://app/a%20b?c=d#e", init), { socketPath, token });

    const { body, headers, url } = (await answer.json()) as Record<string, Record<string, string>>;
    expect([body, url]).toEqual(["two parts", "/a%20b?c=d"]);
    expect(headers).toMatchObject({ host: "app", authorization: `Bearer ${token}`, "x-kept": "yes" });
    expect(headers).not.toHaveProperty("cookie");
  });

  it("fails when no server is there, and when it goes away in the middle of an answer", async () => {
    const nobody = passOn(new Request("familiar://app/"), { socketPath: newSocketPath(), token });
    await expect(nobody).rejects.toThrow(/ENOENT/);

    const socketPath = await listen((_, answer) => {
      answer.writeHead(200, { "Content-Length": "100" });
      answer.write("only this", () => answer.destroy());
    });
    const half = await passOn(new Request("familiar://app/"), { socketPath, token });
    await expect(half.text()).rejects.toThrow();
  });
});
