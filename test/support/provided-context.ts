declare module "vitest" {
  interface ProvidedContext {
    /** For what a run of the tests makes once (onceARun). */
    runFolder: string;
    /** Null = no browser is installed; the tests of the window are left out. */
    chromium: string | null;
    /** Electron's program; null = it is not there or cannot run, and its tests are left out. */
    electron: string | null;
  }
}

export {};
