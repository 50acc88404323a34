import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import path from "node:path";

/** A log file grows no larger than this; the one before it is kept. */
const maximumBytes = 1_000_000;

/** Appends to server.log in `folder`. A full disk or a folder that cannot be written ends the log, not the app. */
export function createServerLog(folder: string): (text: string) => void {
  const file = path.join(folder, "server.log");
  return (text) => {
    try {
      mkdirSync(folder, { recursive: true });
      const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      if (size > maximumBytes) renameSync(file, `${file}.old`);
      appendFileSync(file, text);
    } catch {
      // There is nobody to tell: what the user needs to know comes as a message.
    }
  };
}
