import { readFileSync } from "node:fs";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { neededPackages } from "../../app/install/locked-packages.ts";
import { isPacked } from "../../app/install/packed-files.ts";

describe("the packages that an app needs", () => {
  const lock = {
    packages: {
      "": {},
      "node_modules/a": { version: "1.0.0", license: "MIT", dependencies: { b: "2" } },
      "node_modules/a/node_modules/b": { version: "2.0.0", dependencies: { c: "1", "node-gyp": "1" } },
      "node_modules/b": { version: "1.0.0" },
      "node_modules/c": { version: "1.0.0", optionalDependencies: { "@c/mac": "1", "@c/linux": "1" } },
      "node_modules/@c/linux": { version: "1.0.0", license: "ISC", dependencies: { a: "1" } },
      "node_modules/node-gyp": { version: "1.0.0", dependencies: { d: "1" } },
      "node_modules/d": { version: "1.0.0" },
    },
  };

  it("are found as Node finds them, each once, without what only installs them", () => {
    expect(neededPackages(lock, ["a"])).toEqual([
      { name: "@c/linux", version: "1.0.0", licence: "ISC", place: "node_modules/@c/linux" },
      { name: "a", version: "1.0.0", licence: "MIT", place: "node_modules/a" },
      { name: "b", version: "2.0.0", licence: null, place: "node_modules/a/node_modules/b" },
      { name: "c", version: "1.0.0", licence: null, place: "node_modules/c" },
    ]);
    expect(neededPackages(lock, ["b"]).map(({ version }) => version)).toEqual(["1.0.0"]);
  });

  it("must all be in the lock file", () => {
    expect(() => neededPackages(lock, ["gone"])).toThrow(
      "package-lock.json does not have gone, which Familiar needs.",
    );
  });
});

describe("the files of a package that are packed", () => {
  const target = { platform: "linux", arch: "x64" };

  it("are code, data and licences, not declarations, maps and sources of what is built", () => {
    const packed = ["lib/index.js", "package.json", "a.wasm", "LICENSE", "LICENSE.md", "licenses/x.d.ts.js"];
    const left = [
      "README.md",
      "lib/index.d.ts",
      "lib/index.d.mts",
      "lib/index.js.map",
      "include/x.h",
      "binding.gyp",
    ];
    expect(packed.filter((file) => isPacked("any", file, target))).toEqual(packed);
    expect(left.filter((file) => isPacked("any", file, target))).toEqual([]);
  });

  it("are those of one system", () => {
    const files = {
      "onnxruntime-node": [
        "bin/napi-v6/linux/x64/libonnxruntime.so.1",
        "bin/napi-v6/linux/arm64/libonnxruntime.so.1",
        "bin/napi-v6/darwin/arm64/onnxruntime_binding.node",
        "script/install.js",
      ],
      "better-sqlite3": [
        "prebuilds/linux-x64.node",
        "prebuilds/win32-x64.node",
        "deps/sqlite3/sqlite3.c",
        "lib/x.js",
      ],
      "@tensorflow/tfjs-core": ["dist/tf-core.node.js", "dist/tf-core.fesm.js", "dist/ops/add.js"],
      "@tensorflow/tfjs-backend-wasm": [
        "dist/tf-backend-wasm.node.js",
        "dist/tfjs-backend-wasm-simd.wasm",
        "dist/kernels/Add.js",
      ],
      "exiftool-vendored.pl": [
        ...["bin/exiftool", "bin/lib/Image/ExifTool/XMP2.pl", "bin/lib/Image/ExifTool.pod"],
        ...["bin/config_files/example.config", "index.js"],
      ],
      "hnswlib-node": ["build/Release/addon.node", "build/Release/obj.target/addon.node", "src/addon.cpp"],
    };
    const packed = Object.entries(files).map(([name, list]) =>
      list.filter((file) => isPacked(name, file, target)),
    );
    expect(packed).toEqual([
      ["bin/napi-v6/linux/x64/libonnxruntime.so.1"],
      ["prebuilds/linux-x64.node", "lib/x.js"],
      ["dist/tf-core.node.js"],
      ["dist/tf-backend-wasm.node.js", "dist/tfjs-backend-wasm-simd.wasm"],
      ["bin/exiftool", "bin/lib/Image/ExifTool/XMP2.pl", "index.js"],
      ["build/Release/addon.node"],
    ]);
  });
});

describe("the icons", () => {
  const icon = (name: string) => readFileSync(new URL(`../../resources/icons/${name}`, import.meta.url));
  const widthOf = async (png: Buffer) => (await sharp(png).metadata()).width;

  it("have all sizes that Windows asks for", async () => {
    const file = icon("icon.ico");
    const widths: number[] = [];
    for (let entry = 6; entry < 6 + 16 * file.readUInt16LE(4); entry += 16) {
      const offset = file.readUInt32LE(entry + 12);
      const width = await widthOf(file.subarray(offset, offset + file.readUInt32LE(entry + 8)));
      expect(file.readUInt8(entry)).toBe(width % 256);
      widths.push(width);
    }
    expect(widths).toEqual([16, 24, 32, 48, 64, 256]);
  });

  it("have all sizes that macOS asks for", async () => {
    const file = icon("icon.icns");
    expect([file.toString("latin1", 0, 4), file.readUInt32BE(4)]).toEqual(["icns", file.length]);
    const widths: Record<string, number> = {};
    for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
      const png = file.subarray(at + 8, at + file.readUInt32BE(at + 4));
      widths[file.toString("latin1", at, at + 4)] = await widthOf(png);
    }
    expect(widths).toEqual({
      ic11: 32,
      ic12: 64,
      ic07: 128,
      ic08: 256,
      ic13: 256,
      ic09: 512,
      ic14: 512,
      ic10: 1024,
    });
  });
});
