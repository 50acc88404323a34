import type { ModelTask, NetworkDescription } from "../models/manifest.ts";
import { networksWithoutWeights, type ModelRow, type ModelStore } from "../models/store.ts";
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

function networksAsText(networks: readonly NetworkDescription[]): string[] {
  if (networks.length === 0) return [];
  const idWidth = Math.max(...networks.map(({ id }) => id.length));
  const rows = networks.map(({ id, licence, purpose, weights }) =>
    [
      `  ${id.padEnd(idWidth)}  ${licence}`,
      `      ${purpose}`,
      `      familiar models add ${id} --from ${weights.isArchive ? "FILE, out of" : "FILE, or --from"} ${weights.url}`,
    ].join("\n"),
  );
  return [["Telling people apart, with weights that you bring (Keras, .h5)", ...rows].join("\n")];
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
  sections.push(...networksAsText(networksWithoutWeights(store, rows)));
  return `${sections.join("\n\n")}\n\nModels are kept in ${store.folder}\n`;
}

/**
 * `{folder, searchFolders, library: {folder, detector, landmarks, embedding, faces, vectors: [{model, faces}]} or null,
 * models: [{id, title, ..., installed, path, problem}], networks: [{id, title, ..., weights}]}`; networks are those that
 * wait for weights.
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
  const networks = networksWithoutWeights(store, rows).map(
    ({ id, title, purpose, network, dimensions, licence, licenceNote, weights }) => ({
      ...{ id, title, purpose, network, dimensions, licence, licenceNote },
      weights: weights.url,
    }),
  );
  const searchFolders = store.folders.slice(0, -1);
  const document = { folder: store.folder, searchFolders, library, models, networks };
  return `${JSON.stringify(document, null, 2)}\n`;
}
