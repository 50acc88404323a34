import type { Command } from "commander";
import { facesOfGroup } from "../db/decided-faces.ts";
import type { ActionContext, PerformedAction } from "../journal/act.ts";
import { isInside } from "../library/paths.ts";
import { ignoreFaces } from "../people/actions/ignore-faces.ts";
import { ignoreGroup } from "../people/actions/ignore-group.ts";
import { ignoreOthersInPhoto } from "../people/actions/ignore-others-in-photo.ts";
import { ignoreSmallFaces } from "../people/actions/ignore-small-faces.ts";
import { changeLibrary } from "./change-library.ts";
import { withCommonOptions, type CommonOptions } from "./console.ts";
import { whereNumbersAre, withExamples } from "./examples.ts";
import { findFolder } from "./find-folder.ts";
import { wholeNumberOption } from "./option-values.ts";
import { findIds, findPhotoId, findReferences, idsOf } from "./references.ts";
import { UsageError } from "./usage-error.ts";

interface IgnoreOptions extends CommonOptions {
  readonly othersIn?: string;
  readonly except?: string;
  readonly smallerThan?: number;
  readonly in?: string;
}

/** What to ignore; as typed, not yet looked up. */
export type IgnorePlan =
  | { readonly kind: "targets"; readonly targets: readonly string[] }
  | { readonly kind: "others"; readonly photo: string; readonly except: readonly string[] }
  | { readonly kind: "small"; readonly sizePx: number; readonly folder: string };

/** Registers `familiar ignore TARGET...`. */
export function registerIgnoreCommand(program: Command): void {
  withExamples(
    withCommonOptions(program.command("ignore")),
    [
      ["ignore group:14 face:7", "a group of strangers, and a single face"],
      ["ignore --others-in party.jpg --except 7", "every face of the photo without a name, but face 7"],
      ["ignore --smaller-than 40 --in Concerts", "faces of less than 40 pixels in the photos of a folder"],
    ],
    whereNumbersAre,
    '"familiar faces --ignored" lists what is ignored; "familiar unignore" shows it again.',
  )
    .description("never show strangers again: groups, faces, all others in a photo, small faces in a folder")
    .argument("[TARGET...]", "group:14, face:7")
    .option("--others-in <PHOTO>", "all faces in this photo that have no name")
    .option("--except <FACES>", "with --others-in: not these faces, such as 7,8")
    .option(
      "--smaller-than <PIXELS>",
      "all faces without a name that are smaller",
      wholeNumberOption(1, 100_000),
    )
    .option("--in <FOLDER>", "with --smaller-than: in the photos of this folder")
    .action(async (targets: readonly string[], options: IgnoreOptions) => {
      const plan = planIgnore(targets, options);
      await changeLibrary(options, "familiar ignore", (context) => ignore(context, plan));
    });
}

/** What a command line asks to ignore. @throws UsageError when it says several things, or nothing. */
export function planIgnore(
  targets: readonly string[],
  { othersIn, except, smallerThan, in: folder }: Omit<IgnoreOptions, keyof CommonOptions>,
): IgnorePlan {
  const asked = [targets.length > 0, othersIn !== undefined, smallerThan !== undefined];
  const number = asked.filter(Boolean).length;
  if (number === 0)
    throw new UsageError("Say what to ignore: group:14, face:7, --others-in or --smaller-than.");
  if (number > 1) throw new UsageError("Give either groups and faces, or --others-in, or --smaller-than.");
  if (except !== undefined && othersIn === undefined) throw new UsageError("--except goes with --others-in.");
  if ((folder === undefined) !== (smallerThan === undefined)) {
    throw new UsageError("--smaller-than and --in go together: --smaller-than 40 --in FOLDER");
  }
  if (othersIn !== undefined) {
    return { kind: "others", photo: othersIn, except: except === undefined ? [] : [except] };
  }
  if (smallerThan !== undefined && folder !== undefined) {
    return { kind: "small", sizePx: smallerThan, folder };
  }
  return { kind: "targets", targets };
}

function ignore(
  context: ActionContext,
  plan: IgnorePlan,
): PerformedAction & { readonly result: { readonly faceIds: readonly number[] } } {
  const { db } = context;
  switch (plan.kind) {
    case "others": {
      const exceptFaceIds = findIds(db, plan.except, "face");
      return ignoreOthersInPhoto(context, { photoId: findPhotoId(db, plan.photo), exceptFaceIds });
    }
    case "small":
      return ignoreSmallFaces(context, {
        sizePx: plan.sizePx,
        folder: findFolder(db, plan.folder),
        isInside,
      });
    case "targets": {
      const targets = findReferences(db, plan.targets, ["group", "face"]);
      const groupIds = idsOf(targets, "group");
      const faceIds = idsOf(targets, "face");
      if (faceIds.length === 0) return ignoreGroup(context, { groupIds });
      return ignoreFaces(context, {
        faceIds: [...faceIds, ...groupIds.flatMap((id) => facesOfGroup(db, id))],
      });
    }
  }
}
