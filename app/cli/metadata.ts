import type { Command } from "commander";
import { registerMetadataImport } from "./metadata-import.ts";

/** Registers `familiar metadata` with all that is done with names in photos. */
export function registerMetadataCommand(program: Command): void {
  const metadata = program
    .command("metadata")
    .description("names in photos: take over those that other programs wrote there");
  registerMetadataImport(metadata);
}
