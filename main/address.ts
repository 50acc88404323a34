/** The scheme that the window is loaded by. No other program is told of it. */
export const scheme = "familiar";

/** The origin of the window; the library server accepts it alone. */
export const ownOrigin = `${scheme}://app`;

/** Is it an address of the window itself? Compared in parts: "familiar://app.evil" and "familiar://app@evil" are not. */
export function isOwnAddress(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === `${scheme}:` && url.host === "app" && url.username === "" && url.password === "";
}
