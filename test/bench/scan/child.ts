import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { z } from "zod";

/** A process of the benchmark that is given one message and answers with the messages awaited here. */
export interface Child extends AsyncDisposable {
  readonly processId: number;
  send(message: Record<string, unknown>): void;
  /** The next message; rejects when the process ends instead, or says something else. */
  receive<Schema extends z.ZodType>(schema: Schema): Promise<z.infer<Schema>>;
}

/** Starts a file of this folder in a process of its own, so that its memory and its event loop are its own. */
export function startChild(file: string): Child {
  const child = fork(new URL(file, import.meta.url), [], { serialization: "advanced" });
  const { pid } = child;
  if (pid === undefined) throw new Error(`The benchmark could not start ${file}`);
  return {
    processId: pid,
    send: (message) => {
      child.send(message);
    },
    receive: async (schema) => await receive(child, file, schema),
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, "exit");
      child.kill();
      await exited;
    },
  };
}

async function receive<Schema extends z.ZodType>(
  child: ChildProcess,
  file: string,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const ended = new AbortController();
  const end = () => {
    ended.abort(new Error(`${file} ended before it answered`));
  };
  child.once("exit", end);
  try {
    const [message] = (await once(child, "message", { signal: ended.signal })) as unknown[];
    return schema.parse(message);
  } finally {
    child.off("exit", end);
  }
}
