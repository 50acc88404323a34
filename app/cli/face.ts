import { InvalidArgumentError, type Command } from "commander";
import type { FaceBox } from "../db/faces.ts";
import { suggestionsOf } from "../db/faces-of-person.ts";
import type { Database } from "../db/open.ts";
import { confirmSuggestions } from "../people/actions/confirm-suggestions.ts";
import { deleteFalseFace } from "../people/actions/delete-false-face.ts";
import { drawFace } from "../people/actions/draw-face.ts";
import { rejectSuggestions } from "../people/actions/reject-suggestions.ts";
import { removeFromPerson } from "../people/actions/remove-from-person.ts";
import { restoreFalseFace } from "../people/actions/restore-false-face.ts";
import { changeLibrary, type Change } from "./change-library.ts";
import { withCommonOptions, type CommonOptions } from "./console.ts";
import { withNameFlags, type NameFlags } from "./name.ts";
import { withExamples } from "./examples.ts";
import { choosePerson, findIds, findPerson, findPhotoId } from "./references.ts";
import { UsageError } from "./usage-error.ts";

interface SuggestedOptions extends CommonOptions {
  readonly suggested?: boolean;
}

interface DrawOptions extends CommonOptions, NameFlags {
  readonly box: FaceBox;
  readonly name?: string;
  readonly twice?: boolean;
}

/** Registers `familiar face draw`, `delete`, `restore`, `remove`, `confirm` and `reject`. */
export function registerFaceCommand(program: Command): void {
  const face = withExamples(program.command("face"), [
    ["face draw party.jpg --box 120,80,64,64 --name Anna", "a face that was not found"],
    ["face delete 7", "what was found is a teddy bear"],
    ["face remove 7", "not who it was taken for; it has no name then"],
    ["face confirm Anna --suggested", "every face that waits for Anna is her"],
    ["face reject Anna 7 8", "these two are not, and are never suggested for her again"],
  ]).description("single faces: draw one, say that one is none, confirm or reject who somebody is");
  addDraw(face);
  addForFaces(
    face,
    "delete",
    "these are no faces: never show them again",
    (faceIds) => (context) => deleteFalseFace(context, { faceIds }),
  );
  addForFaces(
    face,
    "restore",
    "they are faces after all",
    (faceIds) => (context) => restoreFalseFace(context, { faceIds }),
  );
  addForFaces(
    face,
    "remove",
    "take faces away from the people who have them",
    (faceIds) => (context) => removeFromPerson(context, { faceIds }),
  );
  addForPerson(
    face,
    "confirm",
    "yes, these faces are this person",
    (personId, faceIds) => (context) => confirmSuggestions(context, { personId, faceIds }),
  );
  addForPerson(
    face,
    "reject",
    "no, these faces are not this person",
    (personId, faceIds) => (context) => rejectSuggestions(context, { personId, faceIds }),
  );
}

function addDraw(face: Command): void {
  withNameFlags(withCommonOptions(face.command("draw")))
    .description("add a face that was not found")
    .argument("<PHOTO>", "its path, or photo:3")
    .requiredOption("--box <X,Y,WIDTH,HEIGHT>", "where, in pixels of the upright photo", boxOption)
    .option("--name <NAME>", "who it is: a new name, or person:12")
    .option("--twice", "the person may have another face in the photo, as in a mirror")
    .action(async (photo: string, options: DrawOptions) => {
      await changeLibrary(options, "familiar face draw", (context) => {
        const { box, name, twice } = options;
        const performed = drawFace(context, {
          ...{ photoId: findPhotoId(context.db, photo), box, allowTwice: twice === true },
          ...(name !== undefined && { person: choosePerson(context.db, name, options) }),
        });
        return { ...performed, remarks: [`It is face:${performed.result.faceId}.`] };
      });
    });
}

/** "X,Y,WIDTH,HEIGHT" as a rectangle. */
export function boxOption(text: string): FaceBox {
  const [x, y, width, height, ...more] = text
    .split(",")
    .map((part) => (part.trim() === "" ? NaN : Number(part)));
  const isWhole = [x, y, width, height].every(Number.isFinite) && more.length === 0;
  if (!isWhole || x === undefined || y === undefined || width === undefined || height === undefined) {
    throw new InvalidArgumentError(`It takes four numbers, such as 120,80,64,64, not "${text}".`);
  }
  return { x, y, width, height };
}

function addForFaces<Result>(
  face: Command,
  name: string,
  description: string,
  change: (faceIds: readonly number[]) => Change<Result>,
): void {
  withCommonOptions(face.command(name))
    .description(description)
    .argument("<FACE...>", "7 or face:7")
    .action(async (words: readonly string[], options: CommonOptions) => {
      await changeLibrary(options, `familiar face ${name}`, (context) =>
        change(findIds(context.db, words, "face"))(context),
      );
    });
}

function addForPerson<Result>(
  face: Command,
  name: string,
  description: string,
  change: (personId: number, faceIds: readonly number[]) => Change<Result>,
): void {
  withCommonOptions(face.command(name))
    .description(description)
    .argument("<PERSON>", "the name, or person:12")
    .argument("[FACE...]", "7 or face:7")
    .option("--suggested", "all faces that wait for this person")
    .action(async (person: string, words: readonly string[], options: SuggestedOptions) => {
      if ((words.length === 0) === (options.suggested !== true))
        throw new UsageError(
          `Say which faces: familiar face ${name} ${person} 7 8, or --suggested for all that wait.`,
        );
      await changeLibrary(options, `familiar face ${name}`, (context) => {
        const { id } = findPerson(context.db, person);
        const faceIds =
          options.suggested === true ? waitingFor(context.db, id) : findIds(context.db, words, "face");
        return change(id, faceIds)(context);
      });
    });
}

function waitingFor(db: Database, personId: number): number[] {
  const waiting = suggestionsOf(db, personId);
  if (waiting.length === 0) throw new UsageError("No face waits for this person.");
  return waiting.map(({ id }) => id);
}
