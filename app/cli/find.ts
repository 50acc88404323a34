import type { Command } from "commander";
import { openPhotoReader } from "../analyze/photo-reader.ts";
import { iterateEmbeddings } from "../db/embeddings.ts";
import { allFaceRows, personOf } from "../db/faces.ts";
import { listPeople } from "../db/people.ts";
import { libraryRecipe } from "../library/choose-recipe.ts";
import { openLibraryToRead, type Library } from "../library/open-library.ts";
import type { Recipe } from "../library/recipe.ts";
import { openLibraryIndex } from "../library/library-index.ts";
import { openDefaultModelStore } from "../models/open-default-store.ts";
import { searchExactly } from "../people/exact-search.ts";
import { matchPeople, type FaceOwner, type Match } from "../people/find.ts";
import type { NearFace } from "../people/face-index.ts";
import { libraryOf, note, printResult, withCommonOptions, type CommonOptions } from "./console.ts";
import { wholeNumberOption } from "./option-values.ts";
import { embeddingModel, facesIn } from "./verify.ts";
import { count, percent, printable } from "./words.ts";

interface FindOptions extends CommonOptions {
  readonly exact?: boolean;
  readonly limit: number;
}

/** The fields of `familiar find --json`. */
export interface FindResult {
  readonly photo: string;
  readonly search: "exact" | "approximate";
  readonly faces: readonly {
    readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
    readonly score: number;
    readonly quality: number;
    readonly matches: readonly (Match & { readonly name: string | null; readonly photo: string | null })[];
  }[];
}

/** Nearest faces looked at for each face; several of one person count once. */
const nearestFaces = 50;

/** Registers `familiar find PHOTO`. */
export function registerFindCommand(program: Command): void {
  withCommonOptions(program.command("find"))
    .description("who of the library is in this photo?")
    .argument("<PHOTO>", "any photo, in the library or not")
    .option("--exact", "compare with every face instead of using the index")
    .option("--limit <N>", "matches a face", wholeNumberOption(1, nearestFaces), 3)
    .action(async (photo: string, options: FindOptions) => {
      using library = await openLibraryToRead(libraryOf(options));
      const result = await findInLibrary(library, photo, options);
      printResult(options, result, findText);
    });
}

async function findInLibrary(library: Library, photo: string, options: FindOptions): Promise<FindResult> {
  const store = await openDefaultModelStore();
  const recipe = await libraryRecipe(library.db, store, note);
  if (recipe === undefined) throw new Error("This library has no photos yet. Scan a folder first.");
  const { calibration, verification } = embeddingModel(store, recipe.embedding);
  const analyse = await openPhotoReader(recipe.files);
  const faces = await facesIn(analyse, photo);
  const search = await openSearch(library, recipe, options.exact === true);
  const rows = new Map(allFaceRows(library.db).map((row) => [row.id, row]));
  const names = new Map(listPeople(library.db).map(({ id, name }) => [id, name]));
  const ownerOf = (faceId: number): FaceOwner | undefined => {
    const row = rows.get(faceId);
    if (row === undefined || row.ignored) return undefined;
    return { personId: personOf(row), clusterId: row.clusterId };
  };
  return {
    photo,
    search: options.exact === true ? "exact" : "approximate",
    faces: faces.map(({ x, y, width, height, score, quality, embedding }) => ({
      box: { x, y, width, height },
      score,
      quality,
      matches: matchPeople(search(embedding), ownerOf, { threshold: verification.cosine, calibration })
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
): Promise<(vector: Float32Array) => NearFace[]> {
  if (isExact) {
    return (vector) => searchExactly(iterateEmbeddings(library.db, recipe.embedding), vector, nearestFaces);
  }
  const { index } = await openLibraryIndex(library, recipe);
  return (vector) => index.search(vector, nearestFaces);
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
