// Lays out what electron-builder packs, for the system it runs on: dist/app, the shell, which goes into the archive that
// Electron loads; dist/server, the library server with its own Node, its packages and models, which lies beside it.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { ensureDefaultModels } from "../models/ensure-default.ts";
import { ModelError } from "../models/errors.ts";
import { openDefaultModelStore } from "../models/open-default-store.ts";
import { neededPackages } from "./locked-packages.ts";
import { isPacked, nativeFiles, type Target } from "./packed-files.ts";

const projectFolder = fileURLToPath(new URL("../..", import.meta.url));
const inProject = (...parts: string[]) => path.join(projectFolder, ...parts);
const appFolder = inProject("dist", "app");
const serverFolder = inProject("dist", "server");
const target: Target = { platform: process.platform, arch: process.arch };

const packageFile = z.object({
  ...{
    name: z.string(),
    version: z.string(),
    description: z.string(),
    license: z.string(),
    main: z.string(),
  },
  dependencies: z.record(z.string(), z.string()),
});

const readJson = (file: string): unknown => JSON.parse(readFileSync(inProject(file), "utf8"));

class StageError extends Error {}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

/** The shell needs no packages: it is bundled. */
function stageApp({ name, version, description, license, main }: z.infer<typeof packageFile>): void {
  mkdirSync(appFolder, { recursive: true });
  writeJson(path.join(appFolder, "package.json"), {
    ...{ name, version, description, license, main },
    ...{ productName: "Familiar", author: "The authors of Familiar", homepage: "https://familiar.invalid" },
  });
  cpSync(inProject("dist", "main"), path.join(appFolder, "dist", "main"), { recursive: true });
}

/** The sources themselves: Node runs them. */
function stageServer({ name, version, license }: z.infer<typeof packageFile>): void {
  mkdirSync(path.join(serverFolder, "resources"), { recursive: true });
  writeJson(path.join(serverFolder, "package.json"), {
    name,
    version,
    license,
    private: true,
    type: "module",
  });
  const isInstaller = (file: string) =>
    path.relative(inProject("app"), file).split(path.sep)[0] === "install";
  cpSync(inProject("app"), path.join(serverFolder, "app"), {
    recursive: true,
    filter: (file) => !isInstaller(file),
  });
  cpSync(inProject("dist", "window"), path.join(serverFolder, "dist", "window"), { recursive: true });
  const isForServer = (file: string) => [".json", ".bin", ".md"].includes(path.extname(file));
  for (const file of readdirSync(inProject("resources")).filter(isForServer)) {
    cpSync(inProject("resources", file), path.join(serverFolder, "resources", file));
  }
  cpSync(inProject("LICENSE"), path.join(serverFolder, "LICENSE"));
}

function stagePackages(roots: readonly string[]): void {
  for (const { name, place } of neededPackages(readJson("package-lock.json"), roots)) {
    // Optional ones for other systems are not installed.
    if (!existsSync(inProject(place))) continue;
    for (const file of filesOf(inProject(place))) {
      if (isPacked(name, file, target)) cpSync(inProject(place, file), path.join(serverFolder, place, file));
    }
  }
}

/** The files of a package, without the packages inside it. */
function filesOf(folder: string, parent = ""): string[] {
  return readdirSync(path.join(folder, parent), { withFileTypes: true }).flatMap((entry) => {
    const file = parent === "" ? entry.name : `${parent}/${entry.name}`;
    if (entry.name === "node_modules") return [];
    return entry.isDirectory() ? filesOf(folder, file) : [file];
  });
}

function stageNode(): void {
  const name = process.platform === "win32" ? "node.exe" : "node";
  const node = inProject("node_modules", "node", "bin", name);
  if (!existsSync(node)) {
    throw new StageError(`The Node that the app brings along is missing: ${node}. Run: npm ci`);
  }
  mkdirSync(path.join(serverFolder, "bin"));
  cpSync(node, path.join(serverFolder, "bin", name));
}

/** The packed app has no npm to fetch them with. */
async function stageModels(): Promise<void> {
  const folder = path.join(serverFolder, "models");
  mkdirSync(folder);
  const store = await openDefaultModelStore();
  try {
    const { detector, landmarks, embedding } = await ensureDefaultModels(store, {
      report: (line) => {
        console.error(line);
      },
    });
    for (const { path: file, model } of [detector, landmarks, embedding])
      cpSync(file, path.join(folder, model.fileName));
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    throw new StageError(`The models that the app brings along cannot be had. ${error.message}`);
  }
}

function checkTarget(): void {
  const missing = nativeFiles(target).filter((file) => !existsSync(inProject(file)));
  if (missing.length > 0) {
    throw new StageError(
      `There is no package for ${target.platform} ${target.arch}: ${missing.join(", ")} is missing.`,
    );
  }
}

try {
  checkTarget();
  for (const folder of [appFolder, serverFolder]) rmSync(folder, { recursive: true, force: true });
  const own = packageFile.parse(readJson("package.json"));
  stageApp(own);
  stageServer(own);
  // ExifTool is optional in a checkout, and comes with the app: each system has its own.
  stagePackages([...Object.keys(own.dependencies), "exiftool-vendored.pl", "exiftool-vendored.exe"]);
  stageNode();
  await stageModels();
} catch (error) {
  if (!(error instanceof StageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
