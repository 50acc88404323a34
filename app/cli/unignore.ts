import type { Command } from "commander";
import { allFaceRows, type ListedFace } from "../db/faces.ts";
import type { Database } from "../db/open.ts";
import { isInside } from "../library/paths.ts";
import { unignoreFaces } from "../people/actions/unignore-faces.ts";
import { changeLibrary } from "./change-library.ts";
import { withCommonOptions, type CommonOptions } from "./console.ts";
import { withExamples } from "./examples.ts";
import { findFolder } from "./find-folder.ts";
import { findReferences, idsOf } from "./references.ts";
import { UsageError } from "./usage-error.ts";

interface UnignoreOptions extends CommonOptions {
  readonly in?: string;
}

/** Registers `familiar unignore TARGET...`. */
export function registerUnignoreCommand(program: Command): void {
  withExamples(
    withCommonOptions(program.command("unignore")),
    [
      ["unignore 7 8", "faces 7 and 8"],
      ["unignore party.jpg", "all that are ignored in this photo"],
      ["unignore --in Concerts", "all that are ignored in the photos of a folder"],
    ],
    '"familiar faces --ignored" lists what is ignored.',
  )
    .description("show ignored faces again")
    .argument("[TARGET...]", "7 or face:7, or a photo")
    .option("--in <FOLDER>", "all in the photos of this folder")
    .action(async (words: readonly string[], options: UnignoreOptions) => {
      const { in: folder } = options;
      if (words.length === 0 && folder === undefined)
        throw new UsageError("Say what to show again: face:7, a photo, or --in FOLDER.");
      await changeLibrary(options, "familiar unignore", (context) =>
        unignoreFaces(context, { faceIds: ignoredFaces(context.db, words, folder) }),
      );
    });
}

function ignoredFaces(db: Database, words: readonly string[], typedFolder: string | undefined): number[] {
  const targets = findReferences(db, words, ["face", "photo"]);
  const photoIds = new Set(idsOf(targets, "photo"));
  const folder = typedFolder === undefined ? null : findFolder(db, typedFolder);
  const isMeant = ({ photoId, photo }: ListedFace) =>
    photoIds.has(photoId) || (folder !== null && photo !== null && isInside(folder, photo));
  const inPhotos = allFaceRows(db, { includeMissing: true, among: { isIgnored: true } }).filter(isMeant);
  const faceIds = [...idsOf(targets, "face"), ...inPhotos.map(({ id }) => id)];
  if (faceIds.length === 0) throw new UsageError("Nothing is ignored there.");
  return faceIds;
}
