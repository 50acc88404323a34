import js from "@eslint/js";
import importX from "eslint-plugin-import-x";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** Each native library is imported in the one file named here (ARCHITECTURE.md, "Thin edges"). */
const nativeEdges = {
  sharp: "app/photo/decode.ts",
  "libheif-js": "app/photo/heic.ts",
  "onnxruntime-node": "app/models/runtimes/onnx.ts",
  "@tensorflow/tfjs-core": "app/models/runtimes/tensorflow/library.ts",
  "@tensorflow/tfjs-backend-wasm": "app/models/runtimes/tensorflow/library.ts",
  "h5wasm/node": "app/models/keras/h5-weights.ts",
  "hnswlib-node": "app/people/face-index.ts",
  "better-sqlite3": "app/db/open.ts",
  "@parcel/watcher": "app/library/watch.ts",
};

/** @param {string | undefined} file the file that may import what is its own */
const nativePaths = (file) =>
  Object.keys(nativeEdges)
    .filter((name) => nativeEdges[name] !== file)
    .map((name) => ({
      name,
      message: `Import ${name} only in ${nativeEdges[name]}.`,
      allowTypeImports: true,
    }));

/** Its binary is fetched when it is first required, and only Electron's own main process gets its API. */
const electronPath = { name: "electron", message: "Only main/ runs in Electron.", allowTypeImports: true };

const restrictedImports = (file) => ["error", { paths: [...nativePaths(file), electronPath] }];

export default tseslint.config(
  { ignores: ["node_modules", "dist"] },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { "import-x": importX },
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/no-restricted-imports": restrictedImports(undefined),
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/return-await": ["error", "always"],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unnecessary-condition": ["error", { allowConstantLoopConditions: true }],
      "import-x/no-default-export": "error",
      // Dependencies point one way: cli -> library, people, evaluate -> faces, models, photo -> db (DESIGN, section 2).
      "import-x/no-restricted-paths": [
        "error",
        {
          zones: [
            {
              target: "./app/!(cli)/**/*",
              from: "./app/cli",
              message: "Only the command line knows itself.",
            },
            {
              target: "./app/!(cli|api)/**/*",
              from: "./app/{api,server.ts}",
              message: "Only the server knows its routes.",
            },
            {
              target:
                "./app/{db,faces,models,photo,analyze,people,journal,search,albums,review,library,metadata}/**/*",
              from: "./app/jobs",
              message: "A job uses the library; the library knows no jobs.",
            },
            {
              target: "./app/**/*",
              from: ["./renderer", "./main"],
              message: "The server knows neither the window nor the desktop shell.",
            },
            {
              target: "./renderer/**/*",
              from: ["./main", "./test"],
              message: "The window talks to the server only.",
            },
            {
              target: "./main/**/*",
              from: ["./renderer", "./test"],
              message: "The desktop shell knows the server's messages only.",
            },
            {
              target: "./app/db/**/*",
              from: "./app/!(db)/**/*",
              message: "The database layer knows nothing above it.",
            },
            {
              target: "./app/{faces,models,photo}/**/*",
              from: "./app/{db,library,people,analyze,evaluate}/**/*",
              message: "Recognition is pure: no catalogue, no library.",
            },
            {
              target: "./app/{analyze}/**/*",
              from: "./app/{db,library,people}/**/*",
              message: "An analyzer never opens the catalogue.",
            },
            {
              target: "./app/{journal,search}/**/*",
              from: "./app/!(db|journal|search)/**/*",
              message: "The journal and the search know the catalogue only.",
            },
            {
              target: "./app/people/**/*",
              from: "./app/{analyze,library,albums}/**/*",
              message: "People are made of faces; where photos come from is not their matter.",
            },
            { target: "./app/**/*", from: "./test", message: "Product code does not know its tests." },
          ],
        },
      ],
    },
  },
  ...Object.values(nativeEdges).map((file) => ({
    files: [file],
    rules: { "@typescript-eslint/no-restricted-imports": restrictedImports(file) },
  })),
  {
    files: ["renderer/**/*.{ts,tsx}"],
    extends: [reactHooks.configs.flat["recommended-latest"]],
    rules: {
      // Of the application, the window knows types, and the client that is made from them.
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "^(\\.\\./)+app/(?!api/client\\.ts$)",
              message: "The window takes types from app, and the client; anything else comes by the API.",
              allowTypeImports: true,
            },
          ],
        },
      ],
    },
  },
  {
    files: ["main/**/*.ts"],
    rules: {
      // Of the application, the shell knows what it says to the server.
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          paths: [
            ...nativePaths(undefined),
            {
              name: "electron",
              importNames: ["ipcMain"],
              message: "Hear a page by hearPage, which checks who speaks.",
            },
          ],
          patterns: [
            {
              regex: "^(\\.\\./)+app/(?!api/shell-messages\\.ts$)",
              message: "The shell takes types from app, and the messages; anything else is the server's.",
              allowTypeImports: true,
            },
          ],
        },
      ],
    },
  },
  {
    files: ["main/page-messages.ts"],
    rules: { "@typescript-eslint/no-restricted-imports": "off" },
  },
  { files: ["*.config.ts"], rules: { "import-x/no-default-export": "off" } },
  {
    files: ["test/**/*.{ts,tsx}"],
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { paths: [electronPath] }] },
  },
  {
    files: ["**/*.js", "**/*.mjs"],
    languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly" } },
  },
);
