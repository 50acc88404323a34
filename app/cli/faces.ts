import type { Command } from "commander";
import { allFaceRows } from "../db/faces.ts";
import { openLibraryToRead } from "../library/open-library.ts";
import { libraryOf, printResult, withCommonOptions, type CommonOptions } from "./console.ts";
import { printable, table } from "./words.ts";

/** Registers `familiar faces`. */
export function registerFacesCommand(program: Command): void {
  withCommonOptions(program.command("faces"))
    .description("list every face with its photo, place and group")
    .action(async (options: CommonOptions) => {
      using library = await openLibraryToRead(libraryOf(options));
      const rows = allFaceRows(library.db).map(
        ({ id, photo, box, score, quality, personId, clusterId, ignored }) => ({
          id,
          photo,
          box,
          score,
          quality,
          personId,
          clusterId,
          ignored,
        }),
      );
      printResult(options, rows, () =>
        table([
          ["Face", "Group", "Quality", "x,y,width,height", "Photo"],
          ...rows.map(({ id, clusterId, quality, box, photo }) => [
            id,
            clusterId ?? "-",
            quality.toFixed(2),
            [box.x, box.y, box.width, box.height].map((length) => Math.round(length)).join(","),
            photo === null ? "-" : printable(photo),
          ]),
        ]),
      );
    });
}
