import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { findMeasuredModels, measuredRuntimes } from "../../app/models/choose-runtime.ts";
import { ensureDefaultModels } from "../../app/models/ensure-default.ts";
import { ModelError } from "../../app/models/errors.ts";
import { openDefaultModelStore } from "../../app/models/open-default-store.ts";
import { hasExiftool } from "./exiftool.ts";
import { findChromium } from "./find-chromium.ts";
import { findDesktop } from "./find-desktop.ts";
import { kerasFolder } from "./keras.ts";
import "./provided-context.ts";
import { tensorFlowKinds } from "./tensorflow-kinds.ts";

/** Fetches the models once for all test files, which run side by side. */
export async function setup(project: TestProject): Promise<() => void> {
  const runFolder = realpathSync(mkdtempSync(join(tmpdir(), "familiar-run-")));
  const chromium = findChromium();
  project.provide("runFolder", runFolder);
  project.provide("chromium", chromium);
  if (chromium === null) {
    console.warn(
      "NOT TESTED: the window, as neither Chromium nor Chrome was found. Install one, or name it in FAMILIAR_CHROMIUM.",
    );
  }
  const electron = findDesktop();
  project.provide("electron", electron.program);
  if (electron.program === null) console.warn(`NOT TESTED: the desktop app in Electron: ${electron.reason}.`);
  if (!hasExiftool) {
    console.warn(
      "NOT TESTED: metadata against ExifTool, which is not installed. Debian has it as libimage-exiftool-perl.",
    );
  }
  if (!(await tensorFlowKinds()).includes("native")) {
    console.warn(
      "NOT TESTED: native TensorFlow, which is not on this machine (node test/native-tensorflow/build.ts makes it); its WebAssembly is.",
    );
  }
  if (kerasFolder === null) {
    console.warn(
      "NOT TESTED: the networks of the Keras zoo against Keras, and MTCNN against its package with its weights, as FAMILIAR_KERAS does not say where it is (node test/keras/install.ts fetches it).",
    );
  }
  await fetchModels();
  return () => {
    rmSync(runFolder, { recursive: true, force: true });
  };
}

async function fetchModels(): Promise<void> {
  const store = await openDefaultModelStore();
  try {
    await ensureDefaultModels(store, {
      report: (line) => {
        console.log(line);
      },
    });
    // Once a computer, and not by every test that scans.
    const measured = await findMeasuredModels(store);
    if (measured !== undefined) await measuredRuntimes(store.folder, measured);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    // Tests without models can run; the others fail, each saying which model is missing.
    console.error(`Tests with real models will fail: ${error.message}`);
  }
}
