import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Fetches the models once, before the files run side by side.
    globalSetup: ["test/support/global-setup.ts"],
    // Native addons may take a worker thread down with them; a forked process is only one test file.
    pool: "forks",
    // Limits for what hangs, not for what is slow: the machine may have much else to do.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
