import { fileURLToPath } from "node:url";
import { addFolders } from "./api/add-folders.ts";
import type { ServerContext } from "./api/context.ts";
import { askShell, type AskingShell } from "./api/ask-shell.ts";
import { shellToServer, type ServerToShell, type ShellToServer } from "./api/shell-messages.ts";
import { tellShell } from "./api/shell-news.ts";
import { defaultLibraryFolder } from "./library/default-folder.ts";
import { serveLibrary, type LibraryServer } from "./server.ts";

const windowFolder = fileURLToPath(new URL("../dist/window", import.meta.url));

/** Longer than any write takes. Whatever keeps the process from ending after that, its writes are in the catalogue. */
const closingLimitMs = 30_000;

/** Resolves once the message is on its way. */
type Say = (message: ServerToShell) => Promise<void>;

/** The part of Node's `process` that a server process needs. */
type OwnProcess = Pick<NodeJS.Process, "send" | "on" | "once" | "exit" | "env" | "disconnect" | "connected">;

/** Serves a library for the desktop app at the other end of the channel of `own`, until it says stop or is gone. */
export function runServerProcess(own: OwnProcess): void {
  if (own.send === undefined) {
    process.stderr.write(
      "This is the desktop app's part that it starts itself. Start it with: familiar serve\n",
    );
    own.exit(2);
  }
  // Once the shell is gone, nobody reads what is logged; that must not be what ends this process.
  process.stderr.on("error", () => undefined);
  const say: Say = async (message) => {
    // A shell that has just gone cannot be told; "disconnect" follows.
    if (!own.connected) return;
    await new Promise<void>((resolve) => {
      own.send?.(message, () => {
        resolve();
      });
    });
  };
  const shell = askShell((message) => void say(message));
  let serving: Promise<LibraryServer | null> | null = null;
  let closing: Promise<void> | null = null;

  const end = () => {
    closing ??= (async () => {
      setTimeout(() => own.exit(1), closingLimitMs).unref();
      shell.close();
      await (await serving)?.close();
      own.exit(0);
    })().catch((error: unknown) => {
      log(error);
      own.exit(1);
    });
  };

  own.on("message", (received) => {
    const message = shellToServer.safeParse(received);
    if (!message.success) {
      log(message.error);
      return;
    }
    if (message.data.type === "stop") end();
    else if (message.data.type === "chosen") shell.chosen(message.data);
    else if (message.data.type === "start") {
      serving ??= start(message.data, { say, shell, environment: own.env }).then((server) => {
        if (server === null) own.exit(1);
        return server;
      });
    } else void addForUser(serving, message.data.folders, say);
  });
  own.once("disconnect", end);
  own.once("SIGTERM", end);
  // Ctrl+C in a terminal reaches the shell too, which then says stop.
  own.on("SIGINT", () => undefined);
}

async function start(
  message: Extract<ShellToServer, { type: "start" }>,
  options: {
    readonly say: Say;
    readonly shell: AskingShell;
    readonly environment: NodeJS.ProcessEnv;
  },
): Promise<LibraryServer | null> {
  const { say, shell, environment } = options;
  const { libraryFolder, socketPath, token } = message;
  const tell = (context: ServerContext) => {
    tellShell(context, (news) => void say(news));
  };
  try {
    const server = await serveLibrary({
      libraryFolder: libraryFolder ?? environment["FAMILIAR_LIBRARY"] ?? defaultLibraryFolder(),
      command: "Familiar, the desktop app",
      listen: { socketPath },
      ...{ token, windowFolder, shell, log, onReopened: tell },
    });
    await say({ type: "ready" });
    tell(server.context);
    return server;
  } catch (error) {
    log(error);
    const { name, message: reason } = error instanceof Error ? error : new Error(String(error));
    await say({ type: "failed", code: name, message: reason });
    return null;
  }
}

async function addForUser(
  serving: Promise<LibraryServer | null> | null,
  folders: readonly string[],
  say: Say,
): Promise<void> {
  const server = await serving;
  if (server === null) return;
  try {
    await addFolders(server.context, folders);
  } catch (error) {
    await say({
      ...{ type: "refused", title: "Nothing was added" },
      message: error instanceof Error ? error.message : String(error),
    });
  }
}

/** The shell keeps what comes here (main/server-log.ts). */
function log(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
