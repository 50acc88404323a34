// Compiles hnswlib-node, the one dependency that comes as source. The project's own postinstall does it, because
// npm's would let node-gyp download Node's headers, which fails wherever only the npm registry can be reached.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const projectFolder = fileURLToPath(new URL("../..", import.meta.url));
const requireFromProject = createRequire(path.join(projectFolder, "package.json"));

/** TypeScript files run without a build step from this version on. */
const oldestNode = { major: 22, minor: 18 };

const toolHint =
  {
    linux:
      "Install them with your package manager, for example:  sudo apt install python3 make g++\n" +
      "(Fedora: sudo dnf install python3 make gcc-c++ · Arch: sudo pacman -S python make gcc)",
    darwin: "Install Apple's command line tools:  xcode-select --install",
    win32:
      'Install Python 3 and the Visual Studio Build Tools with the workload "Desktop development with C++".',
  }[String(process.platform)] ?? "Install Python 3, make and a C++17 compiler.";

class BuildError extends Error {}

/** @param {string} version as in process.versions.node */
function isOldNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < oldestNode.major || (major === oldestNode.major && minor < oldestNode.minor);
}

/**
 * Whether the compiled library loads; in a process of its own, as a broken one may take its process down.
 * @param {string} addonFile
 */
function loads(addonFile) {
  return (
    existsSync(addonFile) &&
    spawnSync(process.execPath, ["-e", "require(process.argv[1])", addonFile]).status === 0
  );
}

/** @param {string[]} commands tried in turn */
function isAnyInstalled(commands) {
  return commands.some((command) => spawnSync(command, ["--version"], { stdio: "ignore" }).status === 0);
}

/** @param {NodeJS.ProcessEnv} env */
function missingTools(env) {
  // On Windows node-gyp finds Python and Visual Studio in the registry, not on PATH.
  if (process.platform === "win32") return [];
  /** @type {[string, string[]][]} */
  const needed = [
    [
      "Python 3 (python3)",
      [env["NODE_GYP_FORCE_PYTHON"], env["PYTHON"], "python3", "python"].filter((name) => name !== undefined),
    ],
    ["make", [env["MAKE"] ?? "make", "gmake"]],
    ["a C++ compiler (g++ or clang++)", [env["CXX"]?.split(" ")[0] ?? "c++", "g++", "clang++"]],
  ];
  return needed.filter(([, commands]) => !isAnyInstalled(commands)).map(([name]) => name);
}

/**
 * The folder whose include/node holds Node's headers, or undefined where node-gyp has to download them. The library
 * speaks Node-API, whose binary interface does not change, so headers of another Node on this machine serve as well.
 * @param {NodeJS.ProcessEnv} env
 */
function findNodeFolder(env) {
  // Linking on Windows needs node.lib too, which only node-gyp's download brings.
  if (process.platform === "win32") return undefined;
  const prefix = process.platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node";
  const packageName = `${prefix}-${process.platform}-${process.arch}`;
  const programFolders = [path.dirname(process.execPath), ...(env["PATH"] ?? "").split(path.delimiter)];
  const candidates = [
    path.join(projectFolder, "node_modules/node/node_modules", packageName),
    path.join(projectFolder, "node_modules", packageName),
    ...programFolders
      .filter((folder) => existsSync(path.join(folder, "node")))
      .map((folder) => path.dirname(folder)),
  ];
  return candidates.find((folder) => existsSync(path.join(folder, "include/node/node_api.h")));
}

/** @param {string} addonFolder */
function compile(addonFolder) {
  // binding.gyp asks `node` for a path: let that be the Node we run on.
  const searchPath = [path.dirname(process.execPath), process.env["PATH"] ?? ""].join(path.delimiter);
  const env = { ...process.env, PATH: searchPath };
  const missing = missingTools(env);
  if (missing.length > 0)
    throw new BuildError(`Missing on this machine: ${missing.join(", ")}.\n${toolHint}`);

  const nodeFolder = findNodeFolder(env);
  const nodeGyp = requireFromProject.resolve("node-gyp/bin/node-gyp.js");
  const nodeFolderArguments = nodeFolder === undefined ? [] : [`--nodedir=${nodeFolder}`];
  const build = spawnSync(process.execPath, [nodeGyp, "rebuild", ...nodeFolderArguments], {
    cwd: addonFolder,
    env,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (build.status === 0) return;
  const lastLines = `${build.stdout}${build.stderr}`.trim().split("\n").slice(-30).join("\n");
  const headersHint =
    nodeFolder === undefined
      ? "\nNode's headers were not found on this machine, so node-gyp tried to download them: check the connection."
      : "";
  throw new BuildError(`The compiler's last lines were:\n${lastLines}\n${toolHint}${headersHint}`);
}

function buildHnswlib() {
  if (isOldNode(process.versions.node)) {
    throw new BuildError(
      `Familiar needs Node ${oldestNode.major}.${oldestNode.minor} or newer on this machine, and this is Node ` +
        `${process.versions.node}. Elsewhere the npm package "node" brings it along, but it could not be installed here.\n` +
        "Install Node 24 from https://nodejs.org and run `npm ci` again.",
    );
  }
  const addonFolder = path.dirname(requireFromProject.resolve("hnswlib-node/package.json"));
  const addonFile = path.join(addonFolder, "build/Release/addon.node");
  if (loads(addonFile)) return "hnswlib-node: built already.";
  const startedAtMs = Date.now();
  compile(addonFolder);
  if (!loads(addonFile)) throw new BuildError(`It compiled, but ${addonFile} does not load into this Node.`);
  const seconds = Math.round((Date.now() - startedAtMs) / 1000);
  return `hnswlib-node: built in ${seconds} s.`;
}

try {
  console.log(buildHnswlib());
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(`hnswlib-node (the index that finds similar faces) could not be built.\n${error.message}`);
  process.exitCode = 1;
}
