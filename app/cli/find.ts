import type { Command } from "commander";
import { iterateEmbeddings } from "../db/embeddings.ts";
import { faceRowsOf, personOf } from "../db/faces.ts";
import { listPeople } from "../db/people.ts";
import { libraryRecipe } from "../library/choose-recipe.ts";
import { openLibraryToRead, type Library } from "../library/open-library.ts";
import type { Recipe } from "../library/recipe.ts";
import { openCompactSearch, type CompactSearch } from "../library/compact-search.ts";
import { embeddingModel } from "../models/embedding-model.ts";
import { openDefaultModelStore } from "../models/open-default-store.ts";
import { searchAllExactly } from "../people/exact-search.ts";
import { matchPeople, type FaceOwner, type Match } from "../people/find.ts";
import { ensembleName } from "../verification/ensemble.ts";
import { openFaceReader } from "../verification/face-reader.ts";
import { chooseScale } from "../verification/fitted-thresholds.ts";
import { templateKinds, type TemplateKind } from "../verification/template.ts";
import { libraryOf, note, printResult, withCommonOptions, type CommonOptions } from "./console.ts";
import { withExamples } from "./examples.ts";
import { judgeByEnsemble } from "./find-ensemble.ts";
import { findKnown, findKnownText } from "./find-known.ts";
import { wholeNumberOption, wordOption } from "./option-values.ts";
import { UsageError } from "./usage-error.ts";
import { openJudgeOf, readWithFaces, withJudgeOptions, type JudgeOptions } from "./verify.ts";
import { count, percent, printable } from "./words.ts";

interface FindOptions extends CommonOptions, JudgeOptions {
  readonly exact?: boolean;
  readonly known?: string;
  readonly template?: TemplateKind;
  readonly output?: string;
  readonly limit: number;
}

/** The fields of `familiar find --json`. */
export interface FindResult {
  readonly photo: string;
  readonly search: "exact" | "compact";
  readonly faces: readonly {
    readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
    readonly score: number;
    readonly quality: number;
    readonly matches: readonly (Match & { readonly name: string | null; readonly photo: string | null })[];
  }[];
}

/** Nearest faces looked at for each face; several of one person count once. */
const nearestFaces = 50;

/** Registers `familiar find PHOTO...`. */
export function registerFindCommand(program: Command): void {
  const command = withJudgeOptions(withCommonOptions(program.command("find")))
    .description("who of the library, or of a folder of known people, is in this photo?")
    .argument("<PHOTO...>", "any photo, in the library or not; several with --known")
    .option(
      "--exact",
      "compare the full vectors of every face, instead of those that look alike in compact form",
    )
    .option("--limit <N>", "matches a face", wholeNumberOption(1, nearestFaces), 3)
    .option(
      "--known <DIR>",
      "look for the people of this folder instead: a folder for each, or photos named after them",
    )
    .option(
      "--template <KIND>",
      "with --known: compare with several photos of a person by their average (the default), or by the nearest",
      wordOption(...templateKinds),
    )
    .option(
      "--output <DIR>",
      "with --known: write copies of the photos with the faces marked into this folder",
    );
  withExamples(command, [
    ["find party.jpg", "who of the library is in it"],
    [
      "find --known family party.jpg picnic.jpg",
      "names every face after the folders in family; one photo of each is enough",
    ],
  ]).action(async (photos: readonly string[], options: FindOptions) => {
    if (options.known !== undefined) {
      const { known, template = "average", output } = options;
      const judge = await openJudgeOf(options);
      printResult(options, await findKnown(judge, photos, { known, template, output }), findKnownText);
      return;
    }
    const photo = onlyPhoto(photos, options);
    using library = await openLibraryToRead(libraryOf(options));
    const judge = isEnsemble(options) ? await openJudgeOf(options) : null;
    const found = await findInLibrary(library, photo, options);
    const result = judge === null ? found : await judgeByEnsemble(library, judge, found);
    printResult(options, result, findText);
  });
}

function isEnsemble({ ensemble, model }: FindOptions): boolean {
  return ensemble === true || model === ensembleName;
}

/** A library is searched as it was scanned: by its own models, for one photo. */
function onlyPhoto([photo, ...more]: readonly string[], options: FindOptions): string {
  if (photo === undefined || more.length > 0) {
    throw new UsageError("Name one photo; several are looked through with --known FOLDER only.");
  }
  const { detector, alignment, runtime, template, output } = options;
  const model = isEnsemble(options) ? undefined : options.model;
  const chosen = { model, detector, alignment, runtime, template, output };
  const [alone] = Object.entries(chosen).filter(([, value]) => value !== undefined);
  if (alone === undefined && options.metric === "cosine") return photo;
  throw new UsageError(
    `--${alone?.[0] ?? "metric"} goes with --known FOLDER. In the library, faces are looked for with the models that it was scanned with.`,
  );
}

async function findInLibrary(library: Library, photo: string, options: FindOptions): Promise<FindResult> {
  const store = await openDefaultModelStore();
  const recipe = await libraryRecipe(library.db, store, note);
  if (recipe === undefined) throw new Error("This library has no photos yet. Scan a folder first.");
  const { scale } = await chooseScale(store.folder, recipe, embeddingModel(store, recipe.embedding));
  const readFaces = await openFaceReader([recipe.files]);
  const { faces } = await readWithFaces(readFaces, photo);
  const search = await openSearch(library, recipe, options.exact === true);
  const near = search(
    faces.map(({ represented: [own] }) => own?.vector ?? new Float32Array(recipe.dimensions)),
    nearestFaces,
  );
  const nearIds = near.flatMap((faces) => faces.map(({ faceId }) => faceId));
  const rows = new Map(faceRowsOf(library.db, nearIds).map((row) => [row.id, row]));
  const names = new Map(listPeople(library.db).map(({ id, name }) => [id, name]));
  const ownerOf = (faceId: number): FaceOwner | undefined => {
    const row = rows.get(faceId);
    if (row === undefined || row.ignored) return undefined;
    return { personId: personOf(row), clusterId: row.clusterId };
  };
  return {
    photo,
    search: options.exact === true ? "exact" : "compact",
    faces: faces.map(({ box, score, quality }, at) => ({
      box,
      score,
      quality,
      matches: matchPeople(near[at] ?? [], ownerOf, {
        threshold: scale.verification.cosine,
        calibration: scale.calibration,
      })
        .slice(0, options.limit)
        .map(({ personId, clusterId, faceId, similarity, probability, verified }) => ({
          personId,
          name: personId === null ? null : (names.get(personId) ?? null),
          clusterId,
          faceId,
          photo: rows.get(faceId)?.photo ?? null,
          similarity,
          probability,
          verified,
        })),
    })),
  };
}

async function openSearch(
  library: Library,
  recipe: Recipe,
  isExact: boolean,
): Promise<CompactSearch["search"]> {
  if (!isExact) return (await openCompactSearch(library, recipe)).search;
  return (vectors, count) =>
    searchAllExactly(iterateEmbeddings(library.db, recipe.embedding), vectors, count);
}

function findText(result: FindResult): string {
  const lines = [`${count(result.faces.length, "face")} in ${printable(result.photo)}`];
  for (const [at, { box, matches }] of result.faces.entries()) {
    const place = [box.x, box.y, box.width, box.height].map((length) => Math.round(length)).join(",");
    lines.push("", `Face ${at + 1} (${place})`);
    const sure = matches.filter(({ verified }) => verified);
    if (sure.length === 0) lines.push("  nobody in the library");
    for (const { name, clusterId, probability, photo } of sure) {
      const who =
        name === null
          ? clusterId === null
            ? "a face without a group"
            : `group:${clusterId}`
          : printable(name);
      const where = photo === null ? "a photo that is missing" : printable(photo);
      lines.push(`  ${who}, ${percent(probability)}: most alike in ${where}`);
    }
  }
  return lines.join("\n");
}
