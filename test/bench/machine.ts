import { availableParallelism, cpus, release, totalmem } from "node:os";

/** The machine that figures were measured on. */
export function describeMachine(): string {
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  return `${model}, ${availableParallelism()} cores, ${memory} GiB, ${process.platform} ${release()}, Node ${process.version}`;
}

/** Prints the machine. */
export function printMachine(): void {
  console.log(`Measured on: ${describeMachine()}`);
}
