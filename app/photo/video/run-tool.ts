import { spawn, type ChildProcess } from "node:child_process";

/** How a run of FFmpeg or FFprobe may go. */
export interface ToolLimits {
  /** Then it is ended. */
  readonly timeoutMs: number;
  /** More than this on its standard output, and it is ended. */
  readonly maximumBytes: number;
}

/** How a run ended. */
export interface ToolResult {
  /** "unstartable": there is no such program, or it may not be run. */
  readonly ending: "done" | "failed" | "timed-out" | "too-much" | "unstartable";
  readonly output: Buffer;
  /** The end of what it said on standard error. */
  readonly complaint: string;
}

const keptComplaintCharacters = 4_000;

const running = new Set<ChildProcess>();

// Whoever ends, ends what it started: a decoder that hangs would otherwise go on for ever.
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/**
 * Runs FFmpeg or FFprobe: the one place where they are started. No shell sees the arguments, nothing can be typed, and
 * a run ends by itself, by its limits, or with this process. Never rejects: a failure is a result.
 */
export async function runTool(
  program: string,
  args: readonly string[],
  { timeoutMs, maximumBytes }: ToolLimits,
): Promise<ToolResult> {
  return await new Promise((resolve) => {
    // FFREPORT would make it write a file wherever it says.
    const env = { ...process.env, FFREPORT: undefined, AV_LOG_FORCE_NOCOLOR: "1" };
    const child = spawn(program, args, { env, windowsHide: true, stdio: ["ignore", "pipe", "pipe"] });
    running.add(child);
    const chunks: Buffer[] = [];
    let bytes = 0;
    let complaint = "";
    let ending: ToolResult["ending"] | null = null;
    const end = (reason: ToolResult["ending"]) => {
      ending ??= reason;
      child.kill("SIGKILL");
    };
    const clock = setTimeout(() => {
      end("timed-out");
    }, timeoutMs);
    child.stdout.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maximumBytes) end("too-much");
      else chunks.push(chunk);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      complaint = (complaint + text).slice(-keptComplaintCharacters);
    });
    const finish = (outcome: ToolResult["ending"]) => {
      clearTimeout(clock);
      running.delete(child);
      resolve({ ending: ending ?? outcome, output: Buffer.concat(chunks), complaint: complaint.trim() });
    };
    child.once("error", (error) => {
      // After a start, "error" tells of a signal that could not be sent; "close" follows all the same.
      if (child.pid !== undefined) return;
      complaint = error.message;
      finish("unstartable");
    });
    child.once("close", (code) => {
      if (child.pid !== undefined) finish(code === 0 ? "done" : "failed");
    });
  });
}
