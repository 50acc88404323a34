import { z } from "zod";
import { storedModels } from "../db/stored-recipe.ts";
import { backUpLibrary } from "../library/library-backup.ts";
import type { OwnedLibrary } from "../library/open-library.ts";
import { assignFaces } from "../people/assign.ts";
import { weighLibrary } from "../people/preview-strictness.ts";
import { countOf } from "../people/summary-words.ts";
import type { WeighedPhoto } from "../people/weigh-photos.ts";
import { defineJobKind, type JobKind } from "./job-kind.ts";
import { step } from "./step.ts";

/** What the jobs of the settings work with. */
export interface SettingsJobsOptions {
  readonly library: OwnedLibrary;
  readonly now: () => number;
  /** People, and their faces, changed. */
  readonly onNews: () => void;
  readonly onSettings: () => void;
  /** All unnamed faces were weighed, for previews of the strictness. */
  readonly onWeighed: (weighed: readonly WeighedPhoto[]) => void;
}

const nothing = z.strictObject({});

/** Backup, and how strict Familiar is. */
export function settingsJobs(options: SettingsJobsOptions): JobKind[] {
  return [backupJob(options), weighJob(options), assignJob(options)];
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
