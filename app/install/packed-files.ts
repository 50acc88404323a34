/** A system that a package is made for, as Node names it. */
export interface Target {
  readonly platform: string;
  readonly arch: string;
}

/** What no packed app needs, in whatever package: what is for reading, and what is for compiling. */
const needless =
  /\.(?:map|d\.[cm]?ts|md|markdown|flow|gyp|gypi|mk|cc|cpp|h|hpp|o|obj|a|lib|pdb|tsbuildinfo)$/i;

/** Licences must come along, whatever their file is called. */
const licence = /^(?:licen[cs]e|notice|copying|third.?party)/i;

/** Each package has the same code in six builds; Node requires one. */
function tensorflowRules(): Record<string, (file: string) => boolean> {
  const builds = {
    "tfjs-core": "tf-core",
    "tfjs-backend-cpu": "tf-backend-cpu",
    "tfjs-backend-wasm": "tf-backend-wasm",
  };
  return Object.fromEntries(
    Object.entries(builds).map(([name, build]) => [
      `@tensorflow/${name}`,
      (file) => file === "package.json" || file === `dist/${build}.node.js` || file.endsWith(".wasm"),
    ]),
  );
}

/** Binaries for other systems, and sources of what is built already, by package. */
const rules: Readonly<Record<string, (file: string, target: Target) => boolean>> = {
  "onnxruntime-node": (file, { platform, arch }) =>
    !file.startsWith("script/") &&
    (!file.startsWith("bin/") || file.startsWith(`bin/napi-v6/${platform}/${arch}/`)),
  "better-sqlite3": (file, { platform, arch }) =>
    !/^(?:deps|src)\//.test(file) &&
    (!file.startsWith("prebuilds/") ||
      file === `prebuilds/${platform}-${arch}.node` ||
      file === `prebuilds/${platform}musl-${arch}.node`),
  ...tensorflowRules(),
  // The script and its library: the rest is examples and what a package for Perl is made of.
  "exiftool-vendored.pl": (file) =>
    !file.startsWith("bin/") ||
    file === "bin/exiftool" ||
    (file.startsWith("bin/lib/") && !file.endsWith(".pod")),
  "hnswlib-node": (file) =>
    !file.startsWith("src/") && (!file.startsWith("build/") || file === "build/Release/addon.node"),
};

/** Is a file (its path in its package, with "/") of any use in an app that is packed for `target`? */
export function isPacked(packageName: string, file: string, target: Target): boolean {
  if (licence.test(file.slice(file.lastIndexOf("/") + 1))) return true;
  return !needless.test(file) && (rules[packageName]?.(file, target) ?? true);
}

/** The native libraries that a packed app cannot do without, by their path in the project. */
export function nativeFiles({ platform, arch }: Target): string[] {
  return [
    `node_modules/onnxruntime-node/bin/napi-v6/${platform}/${arch}/onnxruntime_binding.node`,
    `node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node`,
    "node_modules/hnswlib-node/build/Release/addon.node",
  ];
}
