import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";
import { runTool } from "./run-tool.ts";

/** FFmpeg, ready for use. */
export interface Ffmpeg {
  /** Absolute path of the program that decodes. */
  readonly ffmpeg: string;
  /** Absolute path of the program that tells what a file holds. */
  readonly ffprobe: string;
  /** "7.1.2" */
  readonly version: string;
}

/** Looks for FFmpeg; null = there is none. */
export type FindFfmpeg = () => Promise<Ffmpeg | null>;

/** Names the folder of ffmpeg and ffprobe, or ffmpeg itself; then no other is looked for. */
const variable = "FAMILIAR_FFMPEG";

/** Where package managers put programs that an app started from the desktop does not have on its PATH. */
const usualFolders: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ["/opt/homebrew/bin", "/usr/local/bin", "/opt/local/bin"],
  linux: ["/usr/local/bin", "/usr/bin", "/snap/bin"],
};

/** One asks for a line of text: a program that takes longer does not work. The first start from a slow disk counts. */
const limits = { timeoutMs: 20_000, maximumBytes: 64 * 1024 };

const found = new Map<string, Ffmpeg>();

/** FFmpeg and FFprobe of one folder: that of the variable FAMILIAR_FFMPEG, else the first on the PATH that runs. */
export async function findFfmpeg(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Ffmpeg | null> {
  for (const folder of foldersToSearch(env)) {
    const known = found.get(folder);
    if (known !== undefined) return known;
    const here = await ffmpegIn(folder);
    if (here === null) continue;
    found.set(folder, here);
    return here;
  }
  return null;
}

/** What to do to get FFmpeg on this system, a whole sentence. */
export function howToGetFfmpeg(platform: NodeJS.Platform = process.platform): string {
  const install: Partial<Record<NodeJS.Platform, string>> = {
    darwin: "brew install ffmpeg",
    win32: "winget install Gyan.FFmpeg",
    linux: "sudo apt install ffmpeg (Debian, Ubuntu), sudo dnf install ffmpeg (Fedora)",
  };
  const command = install[platform] ?? "install the package ffmpeg of your system";
  return `To see the people in videos, install FFmpeg: ${command}. If it is elsewhere than on the PATH, set ${variable} to its folder. Then scan again.`;
}

function foldersToSearch(env: Readonly<Record<string, string | undefined>>): string[] {
  const chosen = env[variable];
  if (chosen !== undefined && chosen !== "") {
    const isProgram = /^ffmpeg(\.exe)?$/i.test(path.basename(chosen));
    return isProgram ? [chosen, path.dirname(chosen)] : [chosen];
  }
  // Relative ones would run whatever lies in the folder that happens to be open.
  const onPath = (env["PATH"] ?? env["Path"] ?? "")
    .split(path.delimiter)
    .filter((part) => path.isAbsolute(part));
  return [...new Set([...onPath, ...(usualFolders[process.platform] ?? [])])];
}

async function ffmpegIn(folder: string): Promise<Ffmpeg | null> {
  const ending = process.platform === "win32" ? ".exe" : "";
  const ffmpeg = path.resolve(folder, `ffmpeg${ending}`);
  const ffprobe = path.resolve(folder, `ffprobe${ending}`);
  if (!(await isProgram(ffmpeg)) || !(await isProgram(ffprobe))) return null;
  const [version, probeVersion] = [await versionOf(ffmpeg), await versionOf(ffprobe)];
  return version === null || probeVersion === null ? null : { ffmpeg, ffprobe, version };
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

async function versionOf(program: string): Promise<string | null> {
  const { ending, output } = await runTool(program, ["-version"], limits);
  if (ending !== "done") return null;
  return /^ff(?:mpeg|probe) version (\S+)/.exec(output.toString("utf8"))?.[1] ?? null;
}
