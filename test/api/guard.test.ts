import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { serveForTest, testToken } from "../support/served-library.ts";

/** Asks with exactly these headers; `fetch` would set Host itself. */
async function statusOf(origin: string, path: string, headers: Record<string, string>): Promise<number> {
  const { port } = new URL(origin);
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  request({ host: "127.0.0.1", port, path, headers }, (answer) => {
    answer.resume();
    resolve(answer.statusCode ?? 0);
  })
    .on("error", reject)
    .end();
  return await promise;
}

describe("who may ask", () => {
  const withToken = { Authorization: `Bearer ${testToken}` };

  it("is who knows the token; others get 403 for every address, also the window's", async () => {
    const { origin } = await serveForTest();
    const host = new URL(origin).host;

    expect(await statusOf(origin, "/api/jobs", { Host: host, ...withToken })).toBe(200);
    for (const path of ["/", "/api/jobs", "/api/events", "/media/thumbnails/1/256", "/assets/x.js"]) {
      expect(await statusOf(origin, path, { Host: host }), path).toBe(403);
      expect(await statusOf(origin, path, { Host: host, Authorization: "Bearer wrong" }), path).toBe(403);
      expect(await statusOf(origin, `${path}?token=wrong`, { Host: host }), path).toBe(403);
    }
  });

  it("is not a page of another origin, even with the token", async () => {
    const { origin } = await serveForTest();
    const host = new URL(origin).host;

    expect(await statusOf(origin, "/api/jobs", { Host: host, ...withToken, Origin: origin })).toBe(200);
    for (const other of ["http://evil.example", `${origin}.evil.example`, "http://127.0.0.1:1", "null"]) {
      expect(await statusOf(origin, "/api/jobs", { Host: host, ...withToken, Origin: other }), other).toBe(
        403,
      );
    }
  });

  it("is not a name that only resolves to this computer", async () => {
    const { origin } = await serveForTest();
    const { port, host } = new URL(origin);

    expect(await statusOf(origin, "/api/jobs", { Host: host, ...withToken })).toBe(200);
    for (const other of [`evil.example:${port}`, `localhost:${port}`, "127.0.0.1"]) {
      expect(await statusOf(origin, "/api/jobs", { Host: other, ...withToken }), other).toBe(403);
    }
  });

  it("the start address sets a cookie that only this server reads, and that no other site's page can use", async () => {
    const { server, origin } = await serveForTest();

    const opened = await fetch(server.address ?? "", { redirect: "manual" });

    expect([opened.status, opened.headers.get("location")]).toEqual([302, "/"]);
    const cookie = opened.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/HttpOnly.*SameSite=Strict/);
    const headers = { Host: new URL(origin).host, Cookie: cookie.split(";")[0] ?? "" };
    expect(await statusOf(origin, "/api/jobs", headers)).toBe(200);
    expect(await statusOf(origin, "/api/jobs", { ...headers, "Sec-Fetch-Site": "same-origin" })).toBe(200);
    expect(await statusOf(origin, "/api/jobs", { ...headers, "Sec-Fetch-Site": "same-site" })).toBe(403);
    expect(await statusOf(origin, "/api/jobs", { ...headers, "Sec-Fetch-Site": "cross-site" })).toBe(403);
  });

  it("every answer forbids inline scripts, frames and sniffing", async () => {
    const { ask } = await serveForTest();

    const { headers } = await ask("/api/jobs");

    expect(headers.get("content-security-policy")).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self'",
    );
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });
});
