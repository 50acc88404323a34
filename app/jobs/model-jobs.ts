import { z } from "zod";
import { changeModel, type ModelChange, type ModelChangeProgress } from "../library/change-model.ts";
import { chooseLibraryRecipe, recipeWithEmbedding } from "../library/choose-recipe.ts";
import type { OwnedLibrary } from "../library/open-library.ts";
import { previewModel } from "../library/preview-model.ts";
import type { ModelStore } from "../models/store.ts";
import { defineJobKind, type JobKind, type JobProgress } from "./job-kind.ts";
import { createReport } from "./job-report.ts";
import { step } from "./step.ts";

/** What the jobs of models work with. */
export interface ModelJobsOptions {
  readonly library: OwnedLibrary;
  readonly store: ModelStore;
  /** People, and their faces, changed. */
  readonly onNews: () => void;
  readonly onSettings: () => void;
}

/** Models are fetched, tried, and changed. */
export function modelJobs(options: ModelJobsOptions): JobKind[] {
  return [installJob(options), changeModelJob(options), changeDetectorJob(options)];
}

function installJob({ store, onSettings }: ModelJobsOptions): JobKind {
  return defineJobKind({
    ...{ kind: "install-model", weight: "side", params: z.strictObject({ model: z.string() }) },
    title: ({ model }) => `Install the model ${model}`,
    run: async ({ model }, { signal, report }) => {
      await store.install(model, {
        signal,
        onProgress: ({ receivedBytes, totalBytes }) => {
          report(step("Fetching", receivedBytes, totalBytes, `${(totalBytes / 1e6).toFixed(1)} MB`));
        },
      });
      onSettings();
      return { message: `${store.describe(model).title} is installed` };
    },
  });
}

const modelParams = z.strictObject({
  model: z.string(),
  /** False: everything is computed and compared, and the library stays with the model that it has. */
  doesSwitch: z.boolean(),
});

function changeModelJob({ library, store, onNews, onSettings }: ModelJobsOptions): JobKind {
  return defineJobKind({
    ...{ kind: "change-model", weight: "machine", params: modelParams },
    title: ({ model, doesSwitch }) => `${doesSwitch ? "Change to" : "Try"} the model ${model}`,
    run: async ({ model, doesSwitch }, { signal, report }) => {
      const recipe = await recipeWithEmbedding(library.db, store, model, (line) => {
        report(step(line));
      });
      const change = await changeModel(library, recipe, {
        signal,
        onProgress: (progress) => {
          report(modelProgress(progress));
        },
        confirm: () => doesSwitch,
      });
      if (change.wasStopped && !change.hasChanged) return { message: "Stopped" };
      const preview = doesSwitch ? null : await previewOf(library, change, signal, report);
      onSettings();
      onNews();
      return { message: outcomeOf(change, doesSwitch), report: comparisonReport(change, preview) };
    },
  });
}

function modelProgress(progress: ModelChangeProgress): JobProgress {
  switch (progress.phase) {
    case "representing": {
      const { done, total, perSecond, secondsLeft } = progress;
      return { ...step("Looking at faces with the other model", done, total), perSecond, secondsLeft };
    }
    case "comparing":
      return step("Comparing both models on the faces that you named");
    case "indexing":
      return step("Preparing the search", progress.done, progress.total);
    case "grouping":
      return step("Grouping faces", progress.done, progress.total);
  }
}

async function previewOf(
  { db }: OwnedLibrary,
  { from, to }: ModelChange,
  signal: AbortSignal,
  report: (progress: JobProgress) => void,
) {
  if (from === null || from === to) return null;
  return await previewModel(db, to, {
    signal,
    onProgress: (done, total) => {
      report(step("Finding out whose faces would change", done, total));
    },
  });
}

function outcomeOf({ from, to, hasChanged }: ModelChange, doesSwitch: boolean): string {
  if (hasChanged) return `The library uses ${to} now`;
  return doesSwitch ? `The library already uses ${to}` : `The library still uses ${from ?? "no model"}`;
}

function comparisonReport(
  { comparison, faces, withoutVector, to, failed }: ModelChange,
  preview: Awaited<ReturnType<typeof previewOf>>,
) {
  const sum = (key: "assigned" | "suggested" | "withdrawn") =>
    (preview ?? []).reduce((total, person) => total + person[key], 0).toLocaleString("en-US");
  const right = ({ right: count }: { readonly right: number }, of: number) =>
    `${((100 * count) / of).toFixed(1)} %`;
  return createReport(
    [
      { label: `Faces that ${to} can compare`, value: `${faces - withoutVector} of ${faces}` },
      ...(comparison !== null && comparison.faces > 0
        ? [
            { label: `Right by ${comparison.old.model}`, value: right(comparison.old, comparison.faces) },
            { label: `Right by ${comparison.new.model}`, value: right(comparison.new, comparison.faces) },
            { label: "Compared on named faces", value: comparison.faces.toLocaleString("en-US") },
          ]
        : []),
      ...(preview === null
        ? []
        : [
            { label: "Faces it would give to people", value: sum("assigned") },
            { label: "Faces it would ask about", value: sum("suggested") },
            { label: "Faces it would take back", value: sum("withdrawn") },
          ]),
    ],
    failed,
  );
}

function changeDetectorJob({ library, store, onSettings }: ModelJobsOptions): JobKind {
  return defineJobKind({
    ...{ kind: "change-detector", weight: "machine", params: z.strictObject({ model: z.string() }) },
    title: ({ model }) => `Find faces with ${model}`,
    run: async ({ model }, { report }) => {
      await chooseLibraryRecipe(library.db, store, { detector: model }, (line) => {
        report(step(line));
      });
      onSettings();
      return { message: "The next look for new photos looks at all photos again; names are kept" };
    },
  });
}
