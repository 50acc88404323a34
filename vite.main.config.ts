import { builtinModules } from "node:module";
import { defineConfig } from "vite";

// The desktop shell, as the two files that Electron loads: `--mode main`, and `--mode preload`, which must be a single
// file, as a sandboxed preload can require nothing but "electron".
export default defineConfig(({ mode, isPreview }) => {
  if (isPreview !== true && mode !== "main" && mode !== "preload") {
    throw new Error(`Build with --mode main or --mode preload, not ${mode}.`);
  }
  return {
    publicDir: false,
    resolve: { conditions: ["node"] },
    ssr: { noExternal: true, target: "node" },
    build: {
      ssr: `main/${mode}.ts`,
      outDir: "dist/main",
      emptyOutDir: false,
      target: "node24",
      minify: false,
      rolldownOptions: {
        external: ["electron", /^node:/, ...builtinModules],
        output: { format: "cjs", entryFileNames: "[name].cjs", codeSplitting: false },
      },
    },
  };
});
