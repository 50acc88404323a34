import { randomBytes } from "node:crypto";
import type { Command } from "commander";
import { serveLibrary } from "../server.ts";
import { libraryOf, note, withCommonOptions, type CommonOptions } from "./console.ts";
import { withExamples } from "./examples.ts";
import { openInBrowser } from "./open-in-browser.ts";
import { wholeNumberOption } from "./option-values.ts";
import { stopOnInterrupt } from "./stop-on-interrupt.ts";
import { builtWindow } from "./window-folder.ts";

interface ServeCommandOptions extends CommonOptions {
  readonly port: number;
  readonly open?: boolean;
}

/** Registers `familiar serve`. */
export function registerServeCommand(program: Command): void {
  withExamples(
    withCommonOptions(program.command("serve")),
    [
      ["serve --open", "the window, in the browser"],
      ["serve --port 8125", "for a computer without a screen: forward this port to yours"],
    ],
    "Only this computer can reach it, and only who has the address that it prints.",
  )
    .description("open the window in a browser instead of the desktop app")
    .option("--port <N>", "port of 127.0.0.1; 0 = any that is free", wholeNumberOption(0, 65_535), 0)
    .option("--open", "open the browser too")
    .action(async (options: ServeCommandOptions) => {
      await runServe(options);
    });
}

async function runServe(options: ServeCommandOptions): Promise<void> {
  const windowFolder = await builtWindow();
  const stopping = stopOnInterrupt();
  try {
    const server = await serveLibrary({
      libraryFolder: libraryOf(options),
      command: "familiar serve",
      listen: { port: options.port },
      token: randomBytes(32).toString("base64url"),
      windowFolder,
      log: (error) => {
        note(error instanceof Error ? (error.stack ?? error.message) : String(error));
      },
    });
    const address = server.address ?? "";
    if (options.json === true) process.stdout.write(`${JSON.stringify({ address })}\n`);
    else process.stdout.write(`Familiar is open at ${address}\nCtrl+C closes it.\n`);
    if (options.open === true && !(await openInBrowser(address))) note("Open this address in your browser.");
    await stopped(stopping.signal);
    await server.close();
  } finally {
    stopping.release();
  }
}

async function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<undefined>();
  signal.addEventListener("abort", () => {
    resolve(undefined);
  });
  await promise;
}
