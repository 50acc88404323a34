import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";

/** A new empty folder (its real path), removed with everything in it when the running test ends. */
export function temporaryFolder(): string {
  const folder = createFolder();
  onTestFinished(() => {
    removeFolder(folder);
  });
  return folder;
}

/** The same for a whole file or `describe`: call it outside of a test; removed after the last one. */
export function temporaryFolderForSuite(): string {
  const folder = createFolder();
  afterAll(() => {
    removeFolder(folder);
  });
  return folder;
}

function createFolder(): string {
  // The system's folder may itself be reached by a link (macOS: /var -> /private/var).
  return realpathSync(mkdtempSync(join(tmpdir(), "familiar-test-")));
}

function removeFolder(folder: string): void {
  // Windows lets go of a database file a moment after it was closed.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
