import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { z } from "zod";
import { ExiftoolError } from "./exiftool-error.ts";
import { ExiftoolSession } from "./exiftool-session.ts";

/** ExifTool, which writes metadata into the files of photos. */
export interface Exiftool {
  readonly version: string;
  /** "with Familiar", or "of this computer". */
  readonly origin: "with Familiar" | "of this computer";
  /** Runs it with these arguments; rejects with ExiftoolError and what it said. */
  run(args: readonly string[]): Promise<string>;
}

/** An ExifTool that can be kept running for many commands. */
export interface FoundExiftool extends Exiftool {
  /** To be disposed of by whoever opened it. */
  readonly open: () => ExiftoolSession;
}

const execFileAsync = promisify(execFile);

/** A TIFF of 500 MB takes some seconds; one that takes longer hangs. */
const timeoutMs = 120_000;
const maximumOutputBytes = 64 * 1024 * 1024;

/** What to start: the one that comes with Familiar (a program on Windows, else a script for Perl), then the computer's. */
function candidates(): { command: string; args: readonly string[]; origin: Exiftool["origin"] }[] {
  const packaged = resolvePackage(
    process.platform === "win32" ? "exiftool-vendored.exe" : "exiftool-vendored.pl",
  );
  const own = { origin: "with Familiar" } as const;
  return [
    ...(packaged === null
      ? []
      : process.platform === "win32"
        ? [{ ...own, command: packaged, args: [] }]
        : [{ ...own, command: "perl", args: [packaged] }]),
    { command: "exiftool", args: [], origin: "of this computer" },
  ];
}

function resolvePackage(name: string): string | null {
  try {
    return z.string().parse(createRequire(import.meta.url)(name));
  } catch {
    return null;
  }
}

/** Finds an ExifTool that runs. Rejects with ExiftoolError, which says how to get one. */
export async function findExiftool(): Promise<FoundExiftool> {
  for (const { command, args: scriptArgs, origin } of candidates()) {
    // Its own settings file could change what it does.
    const args = [...scriptArgs, "-config", ""];
    const run = async (more: readonly string[]) => await runCommand(command, [...args, ...more]);
    const open = () =>
      new ExiftoolSession({ ...{ command, args, timeoutMs, maximumOutputBytes }, runOnce: run });
    try {
      return { version: (await run(["-ver"])).trim(), origin, run, open };
    } catch {
      // The next one.
    }
  }
  throw new ExiftoolError(
    process.platform === "win32"
      ? "ExifTool, which writes into photo files, is missing. Reinstall Familiar, or write sidecars."
      : "ExifTool, which writes into photo files, does not run: it needs Perl. Install Perl (Debian: perl), or write sidecars.",
  );
}

async function runCommand(command: string, args: readonly string[]): Promise<string> {
  try {
    const options = { timeout: timeoutMs, maxBuffer: maximumOutputBytes, windowsHide: true };
    return (await execFileAsync(command, args, options)).stdout;
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
    throw new ExiftoolError(said === "" ? `ExifTool could not be run: ${String(error)}` : said, {
      cause: error,
    });
  }
}
