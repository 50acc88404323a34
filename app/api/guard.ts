import { timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";

/** Who may speak to the server. */
export interface GuardOptions {
  /** Known only to whoever started the server, new at each start. */
  readonly token: string;
  /** The exact Host headers that are answered: a page of another name that resolves to this computer is not. */
  readonly hosts: ReadonlySet<string>;
  /** The exact origins whose pages may ask. */
  readonly origins: ReadonlySet<string>;
  /** Of the cookie that a browser keeps the token in; browsers send cookies to all ports of a host. */
  readonly cookieName: string;
}

/** The part of the start address that carries the token: /?token=... */
const tokenParameter = "token";

/**
 * Answers 403 to whoever does not know the token (in the Authorization header, or in the cookie that the start address
 * sets), to a Host that is not ours, and to pages of other origins, even those of another port of this computer.
 */
export function guard({ token, hosts, origins, cookieName }: GuardOptions): MiddlewareHandler {
  return async (context, next) => {
    const refuse = (message: string) => context.json({ error: { code: "Forbidden", message } }, 403);
    const host = context.req.header("host");
    if (host === undefined || !hosts.has(host)) return refuse("This is not an address of Familiar.");
    const origin = context.req.header("origin");
    if (origin !== undefined && !origins.has(origin)) return refuse("Another page may not ask Familiar.");
    const url = new URL(context.req.url);
    const given = url.searchParams.get(tokenParameter);
    if (given !== null && context.req.method === "GET" && url.pathname === "/" && isSame(given, token)) {
      setCookie(context, cookieName, token, { httpOnly: true, sameSite: "Strict", path: "/" });
      return context.redirect("/");
    }
    const bearer = context.req.header("authorization")?.replace(/^Bearer /, "");
    const shown = bearer ?? getCookie(context, cookieName);
    if (shown === undefined || !isSame(shown, token)) {
      return refuse("Open Familiar with the address that it printed when it started.");
    }
    // A page of another port of this computer is of the same site, so the cookie comes along; a browser tells of it here.
    const site = context.req.header("sec-fetch-site");
    if (bearer === undefined && site !== undefined && site !== "same-origin" && site !== "none") {
      return refuse("Another page may not ask Familiar.");
    }
    await next();
    return undefined;
  };
}

/** Takes as long for a nearly right token as for a wrong one. */
function isSame(given: string, token: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(token);
  return a.length === b.length && timingSafeEqual(a, b);
}
