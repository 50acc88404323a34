import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { libraryArgument } from "../../main/arguments.ts";
import { serverPlace, type ShellPlace } from "../../main/server-place.ts";
import { createSocketFolder } from "../../main/socket-folder.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const packaged: ShellPlace = {
  isPackaged: true,
  resourcesFolder: "/Applications/Familiar.app/Contents/Resources",
  appFolder: "/Applications/Familiar.app/Contents/Resources/app.asar",
  platform: "darwin",
  environment: {
    HOME: "/Users/anna",
    NODE_OPTIONS: "--inspect",
    ELECTRON_RUN_AS_NODE: "1",
    FAMILIAR_NODE: "/evil",
  },
};

describe("the library server of a packaged app", () => {
  it("is the one that comes with it, on the Node that comes with it, with its models", () => {
    const server = "/Applications/Familiar.app/Contents/Resources/server";
    expect(serverPlace(packaged)).toEqual({
      node: `${server}/bin/node`,
      entry: `${server}/app/server-process.ts`,
      cwd: server,
      env: { HOME: "/Users/anna", FAMILIAR_NODE: "/evil", FAMILIAR_MODELS: `${server}/models` },
    });
  });

  it("has Windows' paths on Windows, and the user's own models come first", () => {
    const place = serverPlace({
      ...packaged,
      platform: "win32",
      resourcesFolder: "C:\\Familiar\\resources",
      environment: { FAMILIAR_MODELS: "D:\\models" },
    });
    expect(place.node).toBe("C:\\Familiar\\resources\\server\\bin\\node.exe");
    expect(place.env).toEqual({ FAMILIAR_MODELS: "D:\\models;C:\\Familiar\\resources\\server\\models" });
  });
});

describe("the library server of a checkout", () => {
  it("is the checkout, on the Node that npm start ran on", () => {
    const appFolder = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");
    const place = serverPlace({
      ...{ isPackaged: false, resourcesFolder: "", appFolder, platform: process.platform },
      environment: { FAMILIAR_NODE: process.execPath },
    });
    expect(place.node).toBe(process.execPath);
    expect(existsSync(place.entry)).toBe(true);
    expect(place.env).toEqual({ FAMILIAR_NODE: process.execPath });
  });
});

describe("the library of the command line", () => {
  it("is the one that --library names, in both spellings, seen from where the command was given", () => {
    const folder = process.platform === "win32" ? "C:\\Home" : "/home/anna";
    expect(libraryArgument([".", "--library", "photos"], folder)).toBe(join(folder, "photos"));
    expect(libraryArgument(["--inspect", `--library=${join(folder, "other")}`, "--no-sandbox"], folder)).toBe(
      join(folder, "other"),
    );
  });

  it("is the user's own when none is named", () => {
    for (const args of [[], ["."], ["--library"], ["--library="], ["--librarian", "x"]]) {
      expect(libraryArgument(args, "/"), args.join(" ")).toBeNull();
    }
  });
});

describe("where the server listens", () => {
  it.skipIf(process.platform === "win32")(
    "is a new socket each time, in a folder for this user alone",
    () => {
      const temporary = temporaryFolder();
      const sockets = createSocketFolder(temporary, process.platform);
      const [first, second] = [sockets.newSocketPath(), sockets.newSocketPath()];

      expect(first).not.toBe(second);
      const folder = first.slice(0, first.lastIndexOf("/"));
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      expect(first.length - temporary.length).toBeLessThan(25);
      sockets.remove();
      expect(existsSync(folder)).toBe(false);
    },
  );

  it("is a pipe that cannot be guessed on Windows", () => {
    const sockets = createSocketFolder("C:\\Temp", "win32");

    expect(sockets.newSocketPath()).toMatch(/^\\\\\.\\pipe\\familiar-[0-9a-f]{32}$/);
    expect(sockets.newSocketPath()).not.toBe(sockets.newSocketPath());
  });
});
