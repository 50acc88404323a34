import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { findFfmpeg, howToGetFfmpeg } from "../../../app/photo/video/find-ffmpeg.ts";
import { runTool } from "../../../app/photo/video/run-tool.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const limits = { timeoutMs: 60_000, maximumBytes: 1_000 };
const runScript = async (script: string, more: Partial<typeof limits> = {}) =>
  await runTool(process.execPath, ["-e", script], { ...limits, ...more });

it("gives what a program says, and how it ended", async () => {
  const done = await runScript("process.stdout.write('out'); console.error('err')");
  expect(done).toMatchObject({ ending: "done", complaint: "err" });
  expect(done.output.toString()).toBe("out");
  expect(await runScript("console.error('no'); process.exit(3)")).toMatchObject({
    ...{ ending: "failed", complaint: "no" },
  });
});

it("ends a program that never ends, and one that says too much", async () => {
  expect(await runScript("setInterval(() => {}, 1000)", { timeoutMs: 200 })).toMatchObject({
    ending: "timed-out",
  });
  expect(await runScript("setInterval(() => process.stdout.write('x'.repeat(600)), 1)")).toMatchObject({
    ending: "too-much",
  });
});

it("no shell reads the arguments", async () => {
  const { output } = await runTool(
    process.execPath,
    ["-e", "process.stdout.write(process.argv[1])", "$(echo a); `b` | c"],
    limits,
  );
  expect(output.toString()).toBe("$(echo a); `b` | c");
});

it("a program that is not there is a result, too", async () => {
  const missing = join(temporaryFolder(), "ffmpeg");
  expect(await runTool(missing, [], limits)).toMatchObject({ ending: "unstartable" });
});

it("without FFmpeg in the folder that was named there is none, whatever else is installed", async () => {
  const folder = temporaryFolder();
  // A folder of that name is no program.
  mkdirSync(join(folder, "ffmpeg"));
  expect(await findFfmpeg({ ...process.env, FAMILIAR_FFMPEG: folder })).toBeNull();
});

it("says how to get it on every system", () => {
  expect(howToGetFfmpeg("linux")).toContain("sudo apt install ffmpeg");
  expect(howToGetFfmpeg("darwin")).toContain("brew install ffmpeg");
  expect(howToGetFfmpeg("win32")).toContain("winget install");
  expect(howToGetFfmpeg("freebsd")).toContain("package ffmpeg of your system");
});
