import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findExiftool } from "../../../app/metadata/write/exiftool.ts";
import { ExiftoolSession } from "../../../app/metadata/write/exiftool-session.ts";
import { photoWithExif } from "../../support/photos.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** A photo whose maker is "Zeiss" in a new folder, by this name. */
async function photoNamed(name: string): Promise<string> {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, await photoWithExif({ IFD0: { Make: "Zeiss" } }));
  return path;
}

const reading = ["-s3", "-charset", "filename=utf8", "-EXIF:Make"];

describe("one ExifTool for many commands", () => {
  test("answers as runs of their own do, several commands of a run too, in the order asked", async () => {
    const exiftool = await findExiftool();
    await using session = exiftool.open();
    const photo = await photoNamed("ä photo.jpg");
    const args = [...reading, photo, "-execute", "-ver"];
    const alone = await exiftool.run(args);
    expect(
      await Promise.all([session.run(args), session.run([...reading, photo]), session.run(args)]),
    ).toEqual([...[alone, "Zeiss\n", alone]]);
  });

  test("a command that fails says why, and the next is well", async () => {
    await using session = (await findExiftool()).open();
    const missing = join(temporaryFolder(), "missing.jpg");
    await expect(session.run([...reading, missing])).rejects.toThrow(/File not found/);
    expect(await session.run([...reading, await photoNamed("a.jpg")])).toBe("Zeiss\n");
  });

  test.skipIf(process.platform === "win32")("a name of two lines is no two arguments", async () => {
    await using session = (await findExiftool()).open();
    const photo = await photoNamed("a\n-Make=Other\nb.jpg");
    const before = readFileSync(photo);
    expect(await session.run([...reading, photo])).toBe("Zeiss\n");
    expect(readFileSync(photo).equals(before)).toBe(true);
  });

  test.each([
    ["hangs", "setInterval(() => {}, 1000)", 200, "it took more than 0.2 s"],
    ["dies", "process.exit(3)", 60_000, "exit code 3"],
    ["says too much", "setInterval(() => console.log('x'.repeat(100)), 1)", 60_000, "it said too much"],
  ])("a process that %s fails its command, and is no more", async (_what, script, timeoutMs, reason) => {
    // Stands in for an ExifTool that does what no file makes it do.
    await using session = new ExiftoolSession({
      ...{ command: process.execPath, args: ["-e", script, "--"] },
      ...{ timeoutMs, maximumOutputBytes: 1_000, runOnce: () => Promise.resolve("") },
    });
    await expect(session.run(["-ver"])).rejects.toThrow(reason);
  });
});
