import type { Command } from "commander";
import { registerMetadataImport } from "./metadata-import.ts";
import { registerMetadataWrite } from "./metadata-write.ts";

/** Registers `familiar metadata` with all that is done with names in photos. */
export function registerMetadataCommand(program: Command): void {
  const metadata = program
    .command("metadata")
    .description("names in photos: take over those of other programs, write yours, put files back");
  registerMetadataImport(metadata);
  registerMetadataWrite(metadata);
}
