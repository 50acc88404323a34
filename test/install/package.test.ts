import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { getRawHeader, listPackage } from "@electron/asar";
import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { serverPlace } from "../../main/server-place.ts";
import { buildApp } from "../support/build-app.ts";
import { folderOfSamples } from "../support/library.ts";
import { processToken, startServerProcess } from "../support/server-process.ts";
import { temporaryFolder, temporaryFolderForSuite } from "../support/temporary-folder.ts";

const projectFolder = fileURLToPath(new URL("../..", import.meta.url));

/** Three copies of 220 MB are made; a busy machine takes its time. */
const packTimeoutMs = 10 * 60_000;

/** What the fuses are set in (@electron/fuses), and the fuses as Electron 45 comes with them. */
const fuseWire = Buffer.concat([
  Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX"),
  Buffer.from([1, 9]),
  Buffer.from("101100011"),
]);

/** Of Electron's archive, what electron-builder wants to see: a program with fuses, and languages. */
function standInForElectron(folder: string): string {
  mkdirSync(join(folder, "locales"), { recursive: true });
  mkdirSync(join(folder, "resources"));
  writeFileSync(
    join(folder, "electron"),
    Buffer.concat([Buffer.from("#!/bin/sh\n#"), fuseWire, Buffer.from("\n")]),
    {
      mode: 0o755,
    },
  );
  for (const language of ["en-US", "de"]) writeFileSync(join(folder, "locales", `${language}.pak`), "");
  return folder;
}

function run(program: string, ...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(projectFolder, program), ...args], {
    cwd: projectFolder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${program} failed:\n${stdout}${stderr}`);
}

// macOS and Windows have another layout, for which the stand-in would have to be another one; CI packs there for real.
describe.skipIf(process.platform !== "linux")("the packaged app", () => {
  const folder = temporaryFolderForSuite();
  const packed = join(folder, "packages", "linux-unpacked");
  const resources = join(packed, "resources");
  const server = join(resources, "server");

  beforeAll(async () => {
    await buildApp();
    run("app/install/stage-package.ts");
    run(
      "node_modules/electron-builder/cli.js",
      ...["--linux", "dir", "--publish", "never"],
      `--config.electronDist=${standInForElectron(join(folder, "electron"))}`,
      `--config.directories.output=${join(folder, "packages")}`,
    );
    for (const staged of ["app", "server"]) {
      rmSync(join(projectFolder, "dist", staged), { recursive: true });
    }
  }, packTimeoutMs);

  it("runs its server on its own Node, with its own models: scans a photo, and opens the window", async () => {
    const home = temporaryFolder();
    const { node, entry, env } = serverPlace({
      ...{ isPackaged: true, resourcesFolder: resources, appFolder: "", platform: process.platform },
      // Nothing of the user's: no models, no npm, no Node.
      environment: { HOME: home, PATH: "/nowhere" },
    });
    const started = startServerProcess({ node, entry, env, isAlone: true });
    started.say({
      ...{ type: "start", libraryFolder: join(home, "library") },
      ...{ socketPath: started.socketPath, token: processToken },
    });
    await started.hears("ready");

    const window = await (await started.ask("/")).text();
    expect(window).toContain("<title>Familiar</title>");
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(window)?.[1] ?? "";
    expect((await started.ask(script)).headers.get("content-type")).toContain("text/javascript");

    started.say({ type: "folders", folders: [folderOfSamples(home, 1)] });
    const { title, body } = await started.hears("scan-ended");
    expect([title, body]).toEqual([
      "All photos are looked at",
      expect.stringMatching(/^1 photo .*; [3-9] faces/),
    ]);
    expect((await started.ask("/media/thumbnails/1/256")).headers.get("content-type")).toBe("image/jpeg");

    started.say({ type: "stop" });
    expect((await started.ended).code).toBe(0);
  }, 120_000);

  it("has no development tools, no tests, and nothing for other systems", () => {
    const names = new Set(
      globSync("node_modules/{*,@*/*}/package.json", { cwd: server }).map((file) =>
        file.split("/").slice(1, -1).join("/"),
      ),
    );
    for (const needed of ["hono", "zod", "sharp", "better-sqlite3", "hnswlib-node", "onnxruntime-node"]) {
      expect(names, needed).toContain(needed);
    }
    for (const needless of ["typescript", "vite", "react", "electron", "playwright", "node-gyp", "node"]) {
      expect(names, needless).not.toContain(needless);
    }
    const natives = globSync("node_modules/**/*.{node,so.1,dll,dylib}", { cwd: server });
    expect(natives.length).toBeGreaterThanOrEqual(5);
    const foreign = process.arch === "x64" ? /darwin|win32|arm64/ : /darwin|win32|x64/;
    expect(natives.filter((file) => foreign.test(file))).toEqual([]);
    expect(existsSync(join(server, "app", "install"))).toBe(false);
    expect(existsSync(join(server, "test"))).toBe(false);
    expect(readFileSync(join(server, "resources", "NOTICES.md"), "utf8")).toContain("- react ");
  });

  it("has the shell alone in the archive that Electron loads", () => {
    const archive = join(resources, "app.asar");

    expect(listPackage(archive, { isPack: false }).sort()).toEqual([
      "/dist",
      "/dist/main",
      "/dist/main/main.cjs",
      "/dist/main/preload.cjs",
      "/package.json",
    ]);
    expect(getRawHeader(archive).header.files).toHaveProperty(["dist"]);
  });

  it("has Electron's fuses set, its icons, and no feed for updates", async () => {
    const program = join(packed, "familiar-desktop");
    const wire = await getCurrentFuseWire(program);
    const fuse = (option: FuseV1Options) => String.fromCharCode(Number(wire[option])) === "1";

    expect(fuse(FuseV1Options.RunAsNode)).toBe(false);
    expect(fuse(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(false);
    expect(fuse(FuseV1Options.EnableNodeCliInspectArguments)).toBe(false);
    expect(fuse(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe(false);
    expect(fuse(FuseV1Options.EnableCookieEncryption)).toBe(true);
    expect(fuse(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(true);
    expect(fuse(FuseV1Options.OnlyLoadAppFromAsar)).toBe(true);
    for (const icon of ["512x512.png", "icon.ico", "tray/trayTemplate.png"]) {
      expect(existsSync(join(resources, "icons", icon)), icon).toBe(true);
    }
    expect(existsSync(join(resources, "app-update.yml"))).toBe(false);
  });
});

describe("packing for another system", () => {
  it("is refused, as the Node and the native libraries are this one's", async () => {
    const { beforePack } = z
      .object({
        beforePack: z.function({ input: [z.object({ electronPlatformName: z.string(), arch: z.number() })] }),
      })
      .parse(await import("../../app/install/check-target.mjs"));

    expect(() => beforePack({ electronPlatformName: "solaris", arch: 1 })).toThrow(
      "A package for solaris x64 is made on solaris x64",
    );
  });
});
