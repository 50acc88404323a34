// Makes native TensorFlow for Familiar where its maker's own host cannot be reached (README.md beside this file):
//   node test/native-tensorflow/build.ts FOLDER
import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { z } from "zod";

import packageJson from "../../package.json" with { type: "json" };
import { chooseNpm } from "../../app/models/pack-tarball.ts";

/**
 * TensorFlow's own package for Python carries its C library and headers; npm has tfjs-node's sources. tfjs-node 4.22 was
 * written for the C interface of 2.9, which later versions keep.
 */
const wheel = {
  requirement: "tensorflow-cpu==2.15.1",
  sha256: "54660c074d7241a503e81edfd9f5ef5af88f64051b72e2945f26318c790f2d26",
  // The wheel is only unpacked, so it may be for another Python than the one here.
  target: [
    "--python-version",
    "3.11",
    "--implementation",
    "cp",
    "--abi",
    "cp311",
    "--platform",
    "manylinux2014_x86_64",
  ],
};
const addon = `@tensorflow/tfjs-node@${packageJson.optionalDependencies["@tensorflow/tfjs-node"]}`;

/** Exit codes: something could not be fetched (EX_TEMPFAIL of sysexits.h), or anything else went wrong. */
const exitCodes = { notFetched: 75, failed: 1 } as const;

class BuildError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = exitCodes.failed) {
    super(message);
    this.exitCode = exitCode;
  }
}

interface Run {
  readonly cwd: string;
  readonly limitMinutes: number;
  /** Said when it fails. */
  readonly failure: string;
  readonly exitCode?: number;
  readonly needsShell?: boolean;
}

function run(command: string, parameters: readonly string[], options: Run): void {
  const { cwd, limitMinutes, failure, exitCode = exitCodes.failed, needsShell = false } = options;
  const { status, stdout, stderr, error } = spawnSync(command, parameters, {
    ...{ cwd, shell: needsShell, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
    timeout: limitMinutes * 60_000,
  });
  if (status === 0) return;
  const words = `${stdout}${stderr}${error?.message ?? ""}`.trim().split("\n").slice(-20).join("\n");
  throw new BuildError(`${failure}\n${words}`, exitCode);
}

/** Multiplies two numbers, in a process of its own: a library that does not fit may take its process down. */
function works(folder: string): boolean {
  const script = fileURLToPath(new URL("./try.ts", import.meta.url));
  const env = { ...process.env, FAMILIAR_TENSORFLOW: folder };
  return spawnSync(process.execPath, [script], { env, stdio: ["ignore", "ignore", "inherit"] }).status === 0;
}

function fetchAddon(folder: string): string {
  writeFileSync(
    path.join(folder, "package.json"),
    `${JSON.stringify({ name: "native-tensorflow", private: true })}\n`,
  );
  const npm = chooseNpm(process.env, process.platform);
  const parameters = ["install", "--ignore-scripts", "--no-audit", "--no-fund", addon];
  run(npm.command, [...npm.leadingArguments, ...parameters], {
    ...{ cwd: folder, limitMinutes: 5, needsShell: npm.needsShell, exitCode: exitCodes.notFetched },
    failure: `npm could not fetch ${addon}.`,
  });
  return path.join(folder, "node_modules/@tensorflow/tfjs-node");
}

/** Of the wheel only the two libraries and the headers of C; a program of Python, which node-gyp needs anyway. */
const unpack = `
import glob, sys, zipfile
with zipfile.ZipFile(glob.glob("*.whl")[0]) as wheel:
    for entry in wheel.infolist():
        name = entry.filename.removeprefix("tensorflow/")
        if name in ("libtensorflow_cc.so.2", "libtensorflow_framework.so.2"): entry.filename = "lib/" + name
        elif name.startswith(("include/tensorflow/c/", "include/tsl/", "include/tensorflow/core/platform/")): entry.filename = name
        else: continue
        wheel.extract(entry, sys.argv[1])
`;

function fetchLibrary(folder: string, dependencies: string): void {
  const requirements = path.join(folder, "requirements.txt");
  writeFileSync(requirements, `${wheel.requirement} --hash=sha256:${wheel.sha256}\n`);
  const options = [
    "--no-deps",
    "--only-binary=:all:",
    "--disable-pip-version-check",
    "--quiet",
    "--timeout",
    "20",
  ];
  run(
    "python3",
    ["-m", "pip", "download", ...options, ...wheel.target, "--require-hashes", "-r", requirements],
    {
      ...{ cwd: folder, limitMinutes: 10, exitCode: exitCodes.notFetched },
      failure: `pip could not fetch ${wheel.requirement} (207 MB).`,
    },
  );
  mkdirSync(dependencies, { recursive: true });
  run("python3", ["-c", unpack, dependencies], {
    ...{ cwd: folder, limitMinutes: 5, failure: "The package for Python could not be unpacked." },
  });
  for (const file of globSync("*.whl", { cwd: folder })) rmSync(path.join(folder, file));
  // Under the names that the addon is linked with.
  symlinkSync("libtensorflow_cc.so.2", path.join(dependencies, "lib/libtensorflow.so"));
  symlinkSync("libtensorflow_framework.so.2", path.join(dependencies, "lib/libtensorflow_framework.so"));
}

/** The folder of the running Node, if it has its headers, which node-gyp would have to download otherwise. */
function headersOfNode(): string[] {
  const folder = path.resolve(path.dirname(realpathSync(process.execPath)), "..");
  return existsSync(path.join(folder, "include/node/node_api.h")) ? [`--nodedir=${folder}`] : [];
}

function compile(addonFolder: string): void {
  const nodeGyp = createRequire(import.meta.url).resolve("node-gyp/bin/node-gyp.js");
  const version = z.object({ binary: z.object({ napi_versions: z.array(z.number()) }) });
  const { binary } = version.parse(createRequire(import.meta.url)(path.join(addonFolder, "package.json")));
  // node-pre-gyp, which finds the addon when it is loaded, takes the newest of these.
  const newest = Math.max(...binary.napi_versions);
  const parameters = [
    ...["rebuild", ...headersOfNode(), "--module_name=tfjs_binding"],
    ...[`--module_path=${path.join(addonFolder, `lib/napi-v${newest}`)}`, `--napi_build_version=${newest}`],
  ];
  run(process.execPath, [nodeGyp, ...parameters], {
    ...{ cwd: addonFolder, limitMinutes: 10, failure: "The addon could not be compiled." },
  });
}

function build(folder: string): string {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new BuildError(
      "TensorFlow's package for Python carries a C library for Linux on x86-64 only. Elsewhere install tfjs-node as its " +
        `maker means it: npm install ${addon}`,
    );
  }
  if (existsSync(path.join(folder, "node_modules")) && works(folder)) return "made already";
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const startedAtMs = Date.now();
  const addonFolder = fetchAddon(folder);
  fetchLibrary(folder, path.join(addonFolder, "deps"));
  compile(addonFolder);
  if (!works(folder)) throw new BuildError("It compiled, but does not load into this Node.");
  return `made in ${Math.round((Date.now() - startedAtMs) / 1000)} s`;
}

try {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new BuildError("Usage: node test/native-tensorflow/build.ts FOLDER");
  const place = path.resolve(folder);
  console.log(
    `Native TensorFlow: ${build(place)}. Familiar uses it when told so: export FAMILIAR_TENSORFLOW=${place}`,
  );
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(`Native TensorFlow was not made. ${error.message}`);
  process.exitCode = error.exitCode;
}
