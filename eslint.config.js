import js from "@eslint/js";
import importX from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/** Each native library is imported in the one file named here (ARCHITECTURE.md, "Thin edges"). */
const nativeEdges = {
  sharp: "app/photo/decode.ts",
  "libheif-js": "app/photo/heic.ts",
  "onnxruntime-node": "app/models/runtimes/onnx.ts",
  "hnswlib-node": "app/people/face-index.ts",
  "better-sqlite3": "app/db/open.ts",
  "@parcel/watcher": "app/library/watch.ts",
};

const restrictedImports = (allowed) => [
  "error",
  {
    paths: Object.keys(nativeEdges)
      .filter((name) => name !== allowed)
      .map((name) => ({
        name,
        message: `Import ${name} only in ${nativeEdges[name]}.`,
        allowTypeImports: true,
      })),
  },
];

export default tseslint.config(
  { ignores: ["node_modules", "dist"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
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
  ...Object.entries(nativeEdges).map(([name, file]) => ({
    files: [file],
    rules: { "@typescript-eslint/no-restricted-imports": restrictedImports(name) },
  })),
  { files: ["*.config.ts"], rules: { "import-x/no-default-export": "off" } },
  {
    files: ["test/**/*.ts"],
    rules: { "@typescript-eslint/no-restricted-imports": "off" },
  },
  {
    files: ["**/*.js", "**/*.mjs"],
    languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly" } },
  },
);
