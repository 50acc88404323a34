import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";

/** Where library servers listen, one after the other: each gets a new address. */
export interface SocketFolder {
  readonly newSocketPath: () => string;
  /** Removes what killed servers left behind. */
  readonly remove: () => void;
}

/**
 * Sockets in a new folder that only this user may open (mkdtemp makes it 0700); on Windows named pipes with a name that
 * cannot be guessed. The path of a socket may have no more than 103 bytes (macOS), so the names are short.
 */
export function createSocketFolder(temporaryFolder: string, platform: NodeJS.Platform): SocketFolder {
  if (platform === "win32") {
    return {
      newSocketPath: () => `\\\\.\\pipe\\familiar-${randomBytes(16).toString("hex")}`,
      remove: () => undefined,
    };
  }
  const folder = mkdtempSync(path.join(temporaryFolder, "familiar-"));
  let last = 0;
  return {
    newSocketPath: () => path.join(folder, String(++last)),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
