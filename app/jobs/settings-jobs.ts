import { z } from "zod";
import { storedModels } from "../db/stored-recipe.ts";
import { changeModel, type ModelChange, type ModelChangeProgress } from "../library/change-model.ts";
import { recipeWithEmbedding } from "../library/choose-recipe.ts";
import { backUpLibrary } from "../library/library-backup.ts";
import type { OwnedLibrary } from "../library/open-library.ts";
import { previewModel } from "../library/preview-model.ts";
import type { ModelStore } from "../models/store.ts";
import { assignFaces } from "../people/assign.ts";
import { weighLibrary } from "../people/preview-strictness.ts";
import { countOf } from "../people/summary-words.ts";
import type { WeighedPhoto } from "../people/weigh-photos.ts";
import { defineJobKind, type JobKind, type JobProgress } from "./job-kind.ts";
import { createReport } from "./job-report.ts";

/** What the jobs of the settings work with. */
export interface SettingsJobsOptions {
  readonly library: OwnedLibrary;
  readonly store: ModelStore;
  readonly now: () => number;
  /** People, and their faces, changed. */
  readonly onNews: () => void;
  readonly onSettings: () => void;
  /** All unnamed faces were weighed, for previews of the strictness. */
  readonly onWeighed: (weighed: readonly WeighedPhoto[]) => void;
}

const nothing = z.strictObject({});

function step(
  phase: string,
  done = 0,
  total: number | null = null,
  detail: string | null = null,
): JobProgress {
  return { phase, done, total, perSecond: null, secondsLeft: null, detail };
}

/** Backup, models, and how strict Familiar is. */
export function settingsJobs(options: SettingsJobsOptions): JobKind[] {
  return [backupJob(options), installJob(options), modelJob(options), weighJob(options), assignJob(options)];
}

function backupJob({ library, now, onSettings }: SettingsJobsOptions): JobKind {
  return defineJobKind({
    ...{
      kind: "backup",
      weight: "side",
      params: nothing,
      title: () => "Back up the catalogue and the journal",
    },
    run: async (_params, { report }) => {
      const { name, sizeBytes } = await backUpLibrary(library, {
        nowMs: now(),
        onProgress: (share) => {
          report(step("Copying", Math.round(share * 100), 100));
        },
      });
      onSettings();
      return { message: `${name}, ${(sizeBytes / 1e6).toFixed(1)} MB` };
    },
  });
}

function installJob({ store, onSettings }: SettingsJobsOptions): JobKind {
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

function modelJob({ library, store, onNews, onSettings }: SettingsJobsOptions): JobKind {
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

function weighJob({ library, onWeighed }: SettingsJobsOptions): JobKind {
  return defineJobKind({
    ...{
      kind: "weigh",
      weight: "side",
      params: nothing,
      title: () => "Find out what another strictness would change",
    },
    run: async (_params, { signal, report }) => {
      const model = storedModels(library.db)?.embedding;
      if (model === undefined) return { message: "There are no faces yet" };
      const weighed = await weighLibrary(library.db, {
        ...{ model, signal },
        onProgress: (done, total) => {
          report(step("Comparing faces with people", done, total));
        },
      });
      onWeighed(weighed);
      return { message: `${countOf(weighed.length, "photo")} with faces that somebody could get` };
    },
  });
}

function assignJob({ library, onNews }: SettingsJobsOptions): JobKind {
  return defineJobKind({
    ...{
      kind: "assign",
      weight: "side",
      params: nothing,
      title: () => "Give faces to people by the new strictness",
    },
    run: async (_params, { signal, report }) => {
      const model = storedModels(library.db)?.embedding;
      if (model === undefined) return { message: "There are no faces yet" };
      const { assigned, suggested, withdrawn } = await assignFaces(library.db, {
        ...{ model, signal },
        onProgress: (done, total) => {
          report(step("Comparing faces with people", done, total));
        },
      });
      onNews();
      return { message: `${assigned} given, ${suggested} to confirm, ${withdrawn} taken back` };
    },
  });
}
