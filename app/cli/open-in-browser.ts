import { spawn } from "node:child_process";

/** How each system opens an address with the program that is set for it. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ["open"],
  linux: ["xdg-open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/** Opens an address in the user's browser; false where that does not work. */
export async function openInBrowser(address: string): Promise<boolean> {
  const opener = openers[process.platform];
  if (opener === undefined) return false;
  const [program, ...args] = opener;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const child = spawn(program, [...args, address], { stdio: "ignore", detached: true });
  child.once("error", () => {
    resolve(false);
  });
  child.once("spawn", () => {
    child.unref();
    resolve(true);
  });
  return await promise;
}
