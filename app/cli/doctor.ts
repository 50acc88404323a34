import type { Command } from "commander";
import { examineHealth, type Finding } from "../library/health.ts";
import { openDefaultModelStore } from "../models/open-default-store.ts";
import { exitCodes, libraryOf, printResult, withCommonOptions, type CommonOptions } from "./console.ts";

/** Registers `familiar doctor`. */
export function registerDoctorCommand(program: Command): void {
  withCommonOptions(program.command("doctor"))
    .description("check what Familiar needs on this computer, and say how to get what is missing")
    .action(async (options: CommonOptions) => {
      const findings = await examineHealth(await openDefaultModelStore(), libraryOf(options));
      if (findings.some(({ state }) => state === "broken")) process.exitCode = exitCodes.failed;
      printResult(options, { findings }, () => findings.map(findingText).join("\n"));
    });
}

function findingText({ name, state, detail, remedy }: Finding): string {
  const mark = { ok: "ok     ", missing: "missing", broken: "BROKEN " }[state];
  return `${mark}  ${name}: ${detail}${remedy === null ? "" : `\n         -> ${remedy}`}`;
}
