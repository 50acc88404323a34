import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { inject } from "vitest";
import "./provided-context.ts";

/** How often another process's work is looked for. */
const lookEveryMs = 100;

/** What a run of the tests makes once, for all test files: a folder that is made by the first who needs it. */
export async function onceARun(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(inject("runFolder"), name);
  const ready = `${folder}.ready`;
  const claim = `${folder}.claimed`;
  while (!existsSync(ready)) {
    if (!claimed(claim)) {
      await setTimeout(lookEveryMs);
      continue;
    }
    try {
      await make(folder);
      writeFileSync(ready, "");
    } finally {
      // After a failure the next one tries, and fails with the reason too.
      rmSync(claim, { recursive: true });
    }
  }
  return folder;
}

function claimed(claim: string): boolean {
  try {
    mkdirSync(claim);
    return true;
  } catch {
    return false;
  }
}
