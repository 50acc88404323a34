import { existsSync, readFileSync } from "node:fs";

/** electron-builder's numbers of processors (Arch in builder-util). */
const archNames = ["ia32", "x64", "armv7l", "arm64", "universal"];

/**
 * electron-builder's hook before a package is made: dist/server has the Node and the native libraries of the machine it
 * was laid out on, so each system is packed on itself.
 * @param {{ electronPlatformName: string, arch: number }} context
 */
export function beforePack({ electronPlatformName, arch }) {
  const archName = archNames[arch] ?? String(arch);
  if (electronPlatformName !== process.platform || archName !== process.arch) {
    throw new Error(
      `A package for ${electronPlatformName} ${archName} is made on ${electronPlatformName} ${archName}, ` +
        `and this is ${process.platform} ${process.arch}: it holds a Node and native libraries.`,
    );
  }
  const packageFile = new URL("../../dist/server/package.json", import.meta.url);
  const own = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const isFresh =
    existsSync(packageFile) && JSON.parse(readFileSync(packageFile, "utf8")).version === own.version;
  if (!isFresh) throw new Error("Nothing is laid out to be packed. Run: npm run package");
}
