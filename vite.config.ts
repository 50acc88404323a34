import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// Built as it ships, also by the tests, which have a NODE_ENV of their own.
process.env["NODE_ENV"] = "production";

// The window, as files that the library server sends: no inline script or style, which its content security policy
// would refuse.
export default defineConfig({
  root: "renderer",
  plugins: [react()],
  build: {
    outDir: "../dist/window",
    emptyOutDir: true,
    target: "chrome130",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_000,
  },
});
