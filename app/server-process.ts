import { keepCompiledCode } from "./cli/keep-compiled-code.ts";

// The library server of the desktop app: a process of its own, on a plain Node, that the shell (main/) starts and talks
// to over the channel between parent and child (api/shell-messages.ts). It ends when the shell says so, or is gone.

keepCompiledCode();

// Imported only now: what is imported at the top of a file is loaded before its first line runs.
const { runServerProcess } = await import("./run-server-process.ts");
runServerProcess(process);
