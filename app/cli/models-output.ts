import type { ModelTask } from "../models/manifest.ts";
import type { ModelRow, ModelStore } from "../models/store.ts";
import type { LibraryModels } from "./library-models.ts";
import { count } from "./words.ts";

const taskTitles: Readonly<Record<ModelTask, string>> = {
  detector: "Finding faces",
  landmarks: "Finding eyes, nose and mouth",
  embedding: "Telling people apart",
};

/** Decimal megabytes with one digit, as file managers show them: "4.9 MB". */
export function sizeAsText(sizeBytes: number): string {
  return `${(sizeBytes / 1e6).toFixed(1)} MB`;
}

function howToGet(row: ModelRow): string {
  const { id, source } = row.model;
  return source.type === "file"
    ? `from a file: familiar models add ${id} --from FILE`
    : `familiar models install ${id}`;
}

function isInRecipe({ detectors, landmarks, embedding }: ModelStore["recipe"], id: string): boolean {
  return detectors.includes(id) || id === landmarks || id === embedding;
}

/** "Used by the library: 12 of 15 faces can be compared by it."; nothing for a model that it does not know. */
function useAsText({ model }: ModelRow, library: LibraryModels | null): string[] {
  if (library === null) return [];
  const isUsed = [library.detector, library.landmarks, library.embedding].includes(model.id);
  const faces = library.vectors.find((vectors) => vectors.model === model.id)?.faces;
  if (!isUsed && faces === undefined) return [];
  const use = isUsed ? "Used by the library" : "In the library";
  if (model.task !== "embedding") return [`      ${use}.`];
  const compared = `${(faces ?? 0).toLocaleString("en-US")} of ${count(library.faces, "face")}`;
  return [`      ${use}: ${compared} can be compared by it.`];
}

function rowAsText(store: ModelStore, row: ModelRow, library: LibraryModels | null, idWidth: number): string {
  const { model } = row;
  const state = row.installed ? "installed    " : "not installed";
  const role = isInRecipe(store.recipe, model.id) ? "" : "  (optional)";
  const lines = [
    `  ${model.id.padEnd(idWidth)}  ${state}  ${sizeAsText(model.sizeBytes).padStart(8)}  ${model.licence}${role}`,
    `      ${model.purpose}`,
    `      ${row.path ?? howToGet(row)}`,
    ...useAsText(row, library),
  ];
  if (row.problem !== null) lines.push(`      Note: ${row.problem}`);
  return lines.join("\n");
}

/** The models by what they do, for people. */
export function modelsAsText(
  store: ModelStore,
  rows: readonly ModelRow[],
  library: LibraryModels | null,
): string {
  const idWidth = Math.max(...rows.map((row) => row.model.id.length));
  const byTask = Map.groupBy(rows, (row) => row.model.task);
  const sections = [...byTask].map(([task, ofTask]) =>
    [taskTitles[task], ...ofTask.map((row) => rowAsText(store, row, library, idWidth))].join("\n"),
  );
  return `${sections.join("\n\n")}\n\nModels are kept in ${store.folder}\n`;
}

/**
 * `{folder, searchFolders, library: {folder, detector, landmarks, embedding, faces, vectors: [{model, faces}]} or null,
 * models: [{id, title, ..., installed, path, problem}]}`.
 */
export function modelsAsJson(
  store: ModelStore,
  rows: readonly ModelRow[],
  library: LibraryModels | null,
): string {
  const models = rows.map(({ model, installed, path, problem }) => ({
    id: model.id,
    title: model.title,
    purpose: model.purpose,
    task: model.task,
    kind: model.kind,
    licence: model.licence,
    licenceNote: model.licenceNote,
    sizeBytes: model.sizeBytes,
    sha256: model.sha256,
    source: model.source.type,
    isDefault: isInRecipe(store.recipe, model.id),
    installed,
    path,
    problem,
  }));
  const document = { folder: store.folder, searchFolders: store.folders.slice(0, -1), library, models };
  return `${JSON.stringify(document, null, 2)}\n`;
}
