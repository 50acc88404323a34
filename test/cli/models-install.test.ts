import path from "node:path";
import { describe, expect, test } from "vitest";
import { openTinyStore } from "../support/model-store.ts";
import { openStoreWithPackage, run } from "./models-in-process.ts";

describe("familiar models install", () => {
  test("without ids takes what a scan needs; a detector with a stand-in is a note, no failure", async () => {
    const store = await openStoreWithPackage();
    const { exitCode, out, errors } = await run(store, "install");
    expect(exitCode).toBe(0);
    expect(out.trim().split("\n")).toEqual([
      `Ultra-Light RFB-320: installed, 0.0 MB (${path.join(store.folder, "fr_detect.onnx")})`,
      `68 landmarks: installed, 0.0 MB (${path.join(store.folder, "fr_landmark.onnx")})`,
      `MobileFaceNet: installed, 0.0 MB (${path.join(store.folder, "fr_feature.onnx")})`,
    ]);
    expect(errors).toContain("There is no connection to 127.0.0.1:1, which has YuNet.");
  });

  test("a second time says that they are there", async () => {
    const store = await openStoreWithPackage();
    await run(store, "install", "rfb-320");
    const { exitCode, out, errors } = await run(store, "install", "rfb-320");
    expect([exitCode, errors]).toEqual([0, ""]);
    expect(out).toBe(
      `Ultra-Light RFB-320: installed already (${path.join(store.folder, "fr_detect.onnx")})\n`,
    );
  });

  test("a model asked for by name that cannot be had is a failure", async () => {
    const { exitCode, out, errors } = await run(await openStoreWithPackage(), "install", "yunet");
    expect([exitCode, out]).toEqual([1, ""]);
    expect(errors).toContain("familiar models add yunet --from FILE");
  });

  test("--json tells every outcome", async () => {
    const store = await openStoreWithPackage();
    const { exitCode, out } = await run(store, "install", "yunet", "rfb-320", "--json");
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toEqual({
      folder: store.folder,
      notes: [],
      models: [
        { id: "yunet", state: "failed", reason: expect.stringContaining("There is no connection") as string },
        { id: "rfb-320", state: "installed", path: path.join(store.folder, "fr_detect.onnx") },
      ],
    });
  });

  test("an unknown id is wrong usage", async () => {
    const { exitCode, errors } = await run(await openTinyStore(), "install", "yunnet");
    expect(exitCode).toBe(2);
    expect(errors).toContain('There is no model called "yunnet". The models are: yunet,');
  });
});
