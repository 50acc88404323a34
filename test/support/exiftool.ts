import { execFileSync, spawnSync } from "node:child_process";

/** Whether the system's own ExifTool is there: the independent witness of what Familiar reads and writes. */
export const hasExiftool = spawnSync("exiftool", ["-ver"]).status === 0;

/** Runs the system's ExifTool; returns what it prints. */
export function exiftool(...args: string[]): string {
  return execFileSync("exiftool", ["-config", "", ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** All tags of a file by "group:tag", as ExifTool reads them; those of the file itself (name, dates) are left out. */
export function tagsOf(path: string): Record<string, unknown> {
  const [tags = {}] = JSON.parse(
    exiftool("-json", "-struct", "-G1", "-a", "-u", "-n", "--System:all", "--ExifTool:all", path),
  ) as Record<string, unknown>[];
  return Object.fromEntries(Object.entries(tags).filter(([name]) => name !== "SourceFile"));
}
