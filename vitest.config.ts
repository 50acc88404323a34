import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Fetches the models once, before the files run side by side.
    globalSetup: ["test/support/global-setup.ts"],
    // Native addons may take a worker thread down with them; a forked process is only one test file.
    pool: "forks",
    // Limits for what hangs, not for what is slow: the machine may have much else to do.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // Vitest's own second is a limit for what is slow.
    expect: { poll: { timeout: 30_000 } },
    // A browser, a server and a scan on two busy cores now and then meet in an order that no test foresaw: what fails once is tried
    // once more there, and the report names it. What is broken fails again, and nobody's own run hides anything.
    retry: process.env["CI"] === undefined ? 0 : 1,
  },
});
