import path from "node:path";

/** What is started as the library server, and on what. */
export interface ServerPlace {
  /** A plain Node 24. */
  readonly node: string;
  readonly entry: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Where the shell itself was started from. */
export interface ShellPlace {
  readonly isPackaged: boolean;
  /** Of the packaged app. */
  readonly resourcesFolder: string;
  /** The checkout, when the app is not packaged. */
  readonly appFolder: string;
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * The packaged app has its server in resources/server (electron-builder.yml); a checkout is one itself, run by the Node
 * that `npm start` ran on.
 */
export function serverPlace({
  isPackaged,
  resourcesFolder,
  appFolder,
  platform,
  environment,
}: ShellPlace): ServerPlace {
  const paths = platform === "win32" ? path.win32 : path.posix;
  const node = platform === "win32" ? "node.exe" : "node";
  const root = isPackaged ? paths.join(resourcesFolder, "server") : appFolder;
  const own = paths.join(root, isPackaged ? "bin" : "node_modules/node/bin", node);
  return {
    node: isPackaged ? own : (environment["FAMILIAR_NODE"] ?? own),
    entry: paths.join(root, "app", "server-process.ts"),
    cwd: root,
    env: serverEnvironment(environment, isPackaged ? [paths.join(root, "models")] : [], paths.delimiter),
  };
}

/** Electron's own settings, which must not reach Node. */
const electronSettings = new Set(["ELECTRON_RUN_AS_NODE", "NODE_OPTIONS"]);

/** Models that come with the app are searched after the user's own choice. */
function serverEnvironment(
  environment: NodeJS.ProcessEnv,
  modelFolders: readonly string[],
  delimiter: string,
): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(
    Object.entries(environment).filter(([name]) => !electronSettings.has(name)),
  );
  const models = environment["FAMILIAR_MODELS"] ?? "";
  const folders = [...models.split(delimiter), ...modelFolders].filter((folder) => folder !== "");
  return folders.length === 0 ? kept : { ...kept, FAMILIAR_MODELS: folders.join(delimiter) };
}
