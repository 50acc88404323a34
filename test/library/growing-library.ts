import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { onTestFinished } from "vitest";
import { assignmentsInPhotos, photosToPlace, type Assignment } from "../../app/db/assignments.ts";
import { allFaceRows, type ListedFace } from "../../app/db/faces.ts";
import { changeModel, type ModelChange } from "../../app/library/change-model.ts";
import { chooseLibraryRecipe, libraryRecipe, recipeWithEmbedding } from "../../app/library/choose-recipe.ts";
import { createActionContext, openLibrary } from "../../app/library/open-library.ts";
import { refreshLibraryIndex } from "../../app/library/library-index.ts";
import { scanFolders, type ScanReport } from "../../app/library/scan.ts";
import { assignFaces } from "../../app/people/assign.ts";
import type { Question } from "../../app/review/question.ts";
import { nextQuestion } from "../../app/review/next-question.ts";
import { openReview } from "../../app/review/review.ts";
import { skipQuestion } from "../../app/review/steps.ts";
import { samplePhoto } from "../support/library.ts";
import { storeWithSecondModel } from "../support/second-model.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const silently = (): void => undefined;

/**
 * A picture of the same people as a sample, and of another content than all others: larger or smaller, cropped,
 * brighter, every second one mirrored.
 */
export async function makeVariant(
  sample: 1 | 2 | 3 | 4 | 5 | 6,
  variant: number,
  file: string,
): Promise<void> {
  const small = await sharp(samplePhoto(sample))
    .resize(700 + 12 * variant)
    .png({ compressionLevel: 1 })
    .toBuffer();
  const { width, height } = await sharp(small).metadata();
  const edge = 4 + variant;
  await sharp(small)
    .extract({ left: edge, top: edge, width: width - 2 * edge, height: height - 2 * edge })
    .flop(variant % 2 === 1)
    .modulate({ brightness: 1 + (variant % 5) / 20 })
    .jpeg({ quality: 90 })
    .toFile(file);
}

/** What `growingLibrary` gives. */
export type GrowingLibrary = Awaited<ReturnType<typeof growingLibrary>>;

/** A library that gets more and more photos of the same people, and what is done to it. */
export async function growingLibrary() {
  const home = temporaryFolder();
  const root = join(home, "photos");
  let photos = join(root, "first");
  mkdirSync(photos, { recursive: true });
  const library = await openLibrary(join(home, "library"), { command: "test" });
  onTestFinished(() => {
    library.close();
  });
  const { db } = library;
  const store = await storeWithSecondModel(join(home, "models"));
  await chooseLibraryRecipe(db, store, { detector: "rfb-320" }, silently);
  const recipe = async () => {
    const stored = await libraryRecipe(db, store, silently);
    if (stored === undefined) throw new Error("The library has forgotten its models.");
    return stored;
  };
  const scan = async (): Promise<ScanReport> => {
    const report = await scanFolders(library, { folders: [root], recipe: await recipe() });
    // A scan offers new faces only; here everything is offered, as if everything were new.
    await assignFaces(db, { model: (await recipe()).embedding });
    return report;
  };
  /** Everything that a review would ask now, one question after the other. */
  const questions = async (): Promise<Question[]> => {
    const { embedding, dimensions } = await recipe();
    const { index } = await refreshLibraryIndex(library, { embedding, dimensions });
    const review = openReview({ ...createActionContext(library), index, model: embedding });
    const byId = new Map<string, Question>();
    for (let next = nextQuestion(review); next !== null; next = nextQuestion(review)) {
      // What was skipped comes again when nothing else is left.
      if (byId.has(next.id)) break;
      byId.set(next.id, next);
      skipQuestion(review, next);
    }
    return [...byId.values()];
  };
  return {
    ...{ library, db, scan, questions, context: createActionContext(library) },
    faces: (): ListedFace[] => allFaceRows(db, { includeMissing: true, includeFalse: true }),
    /** Whom the machine gives to whom, or asks about. */
    asked: (): Assignment[] => assignmentsInPhotos(db, photosToPlace(db)),
    add: async (...variants: [sample: 1 | 2 | 3 | 4 | 5 | 6, variant: number][]): Promise<void> => {
      for (const [sample, variant] of variants)
        await makeVariant(sample, variant, join(photos, `${sample} ${variant}.jpg`));
    },
    /** Moves all photos into another folder. */
    move: (): void => {
      const target = join(root, "moved");
      renameSync(photos, target);
      photos = target;
    },
    useModel: async (model: string): Promise<ModelChange> =>
      await changeModel(library, await recipeWithEmbedding(db, store, model, silently)),
    /** As after an update that finds faces in another way: every photo is analysed again. */
    forgetAnalyses: (): void => {
      db.prepare("UPDATE photos SET recipe = 'older' WHERE recipe IS NOT NULL").run();
    },
  };
}
