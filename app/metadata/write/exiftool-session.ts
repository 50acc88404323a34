import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { ExiftoolError } from "./exiftool-error.ts";
import type { Exiftool } from "./exiftool.ts";

/** What a session works with. */
export interface SessionOptions {
  readonly command: string;
  /** Before all others. */
  readonly args: readonly string[];
  /** Each command may take and say as much. */
  readonly timeoutMs: number;
  readonly maximumOutputBytes: number;
  /** For what cannot be said in lines: a run of its own. */
  readonly runOnce: Exiftool["run"];
}

interface Answer {
  readonly output: string;
  readonly status: number;
  readonly complaint: string;
}

/** A process, and what it has said to the command at hand. */
interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  output: Buffer[];
  outputBytes: number;
  complaint: string;
  /** Why it ended, null while it runs. */
  ending: string | null;
  /** Called whenever something was said, or the process ended. */
  onNews: () => void;
}

/**
 * One ExifTool for many commands (-stay_open): Perl takes longer to start than a photo to be written. It answers as runs
 * of their own would; one that hangs or dies fails its command alone, and the next gets another.
 */
export class ExiftoolSession implements Pick<Exiftool, "run">, AsyncDisposable {
  readonly #options: SessionOptions;
  #running: Running | null = null;
  #number = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** As Exiftool.run. Commands wait for those before them. */
  readonly run = async (args: readonly string[]): Promise<string> => {
    const mine = this.#turn.then(async () => await this.#runAll(args));
    this.#turn = mine.catch(() => undefined);
    return await mine;
  };

  /** Waits for the last command and ends the process. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#turn;
    this.#running?.child.kill("SIGKILL");
    this.#running = null;
  }

  async #runAll(args: readonly string[]): Promise<string> {
    if (!args.every(fitsOnALine)) return await this.#options.runOnce(args);
    let output = "";
    for (const command of commandsOf(args)) output += await this.#execute(command);
    return output;
  }

  async #execute(args: readonly string[]): Promise<string> {
    const running = this.#running?.ending === null ? this.#running : this.#start();
    this.#running = running;
    Object.assign(running, { output: [], outputBytes: 0, complaint: "" });
    const number = ++this.#number;
    const lines = [...args, "-echo4", `{ready${number} \${status}}`, `-execute${number}`];
    running.child.stdin.write(`${lines.join("\n")}\n`);
    try {
      const { output, status, complaint } = await this.#answer(running, number);
      if (status !== 0) throw new ExiftoolError(complaint === "" ? "ExifTool failed." : complaint);
      return output;
    } finally {
      running.onNews = () => undefined;
    }
  }

  #start(): Running {
    const { command, args } = this.#options;
    const child = spawn(command, [...args, "-stay_open", "True", "-@", "-"], { windowsHide: true });
    const running: Running = {
      ...{ child, output: [], outputBytes: 0, complaint: "", ending: null },
      onNews: () => undefined,
    };
    const end = (ending: string) => {
      running.ending ??= ending;
      running.onNews();
    };
    child.stdout.on("data", (chunk: Buffer) => {
      running.output.push(chunk);
      running.outputBytes += chunk.length;
      running.onNews();
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      running.complaint += text;
      running.onNews();
    });
    // Its end is told by "close"; what can no longer be written to it is no news.
    child.stdin.on("error", () => undefined);
    child.once("error", (error) => {
      end(error.message);
    });
    child.once("close", (code, signal) => {
      end(`it ended (${signal ?? `exit code ${code ?? "unknown"}`})`);
    });
    return running;
  }

  /** Both streams say when they are done; only then everything is there. Rejects when the process fails; then it is ended. */
  async #answer(running: Running, number: number): Promise<Answer> {
    const { timeoutMs, maximumOutputBytes } = this.#options;
    return await new Promise((resolve, reject) => {
      const fail = (reason: string) => {
        clearTimeout(clock);
        running.ending ??= reason;
        running.child.kill("SIGKILL");
        const said = running.complaint.trim();
        reject(new ExiftoolError(said === "" ? `ExifTool could not be run: ${reason}` : said));
      };
      const clock = setTimeout(() => {
        fail(`it took more than ${timeoutMs / 1000} s`);
      }, timeoutMs);
      running.onNews = () => {
        const answer = answerOf(running, number);
        if (answer !== null) {
          clearTimeout(clock);
          resolve(answer);
        } else if (running.ending !== null) fail(running.ending);
        else if (running.outputBytes > maximumOutputBytes) fail("it said too much");
      };
      running.onNews();
    });
  }
}

/** What was said, when both streams have said that this was all. */
function answerOf({ output, complaint }: Running, number: number): Answer | null {
  const complaintEnd = new RegExp(`\\{ready${number} (\\d+)\\}\\r?\\n$`).exec(complaint);
  // Of megabytes, only the end is looked at.
  const outputEnd = `{ready${number}}`;
  const tail = Buffer.concat(output.slice(-2))
    .subarray(-outputEnd.length - 2)
    .toString("latin1");
  if (complaintEnd === null || !tail.trimEnd().endsWith(outputEnd)) return null;
  const said = Buffer.concat(output).toString("utf8").trimEnd();
  return {
    output: said.slice(0, -outputEnd.length),
    status: Number(complaintEnd[1]),
    complaint: complaint.slice(0, complaintEnd.index).trim(),
  };
}

/** Arguments are lines, of which the first signs may mean something. */
function fitsOnALine(arg: string): boolean {
  return !/^[\s#]|[\r\n]/.test(arg) && arg !== "";
}

/** "-execute" parts the commands of a run. */
function commandsOf(args: readonly string[]): string[][] {
  const commands: string[][] = [[]];
  for (const arg of args) {
    if (arg === "-execute") commands.push([]);
    else commands.at(-1)?.push(arg);
  }
  return commands;
}
