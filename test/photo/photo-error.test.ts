import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PhotoError, photoErrorFromFileSystem } from "../../app/photo/photo-error.ts";
import { errorOf } from "../support/error-of.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("photoErrorFromFileSystem", () => {
  it.each([
    ["ENOENT", "vanished"],
    ["ENOTDIR", "vanished"],
    ["EACCES", "no-permission"],
    ["EPERM", "no-permission"],
    ["EISDIR", "not-a-photo"],
    ["ENXIO", "not-a-photo"],
    ["EIO", "unreadable"],
    ["ESTALE", "unreadable"],
    ["EBUSY", "unreadable"],
    ["EMFILE", "unreadable"],
    ["EWHATEVER", "unreadable"],
  ])("%s is %s", (systemCode, code) => {
    expect(photoErrorFromFileSystem(Object.assign(new Error("open failed"), { code: systemCode })).code).toBe(
      code,
    );
  });

  it("words a real error and keeps it as the cause", () => {
    const cause = errorOf(() => readFileSync(join(temporaryFolder(), "gone.jpg")));

    const error = photoErrorFromFileSystem(cause);

    expect(error.reason).toBe(
      "The file is no longer there; it was moved, renamed or deleted while Familiar was working.",
    );
    expect([error.message, error.name, error.cause]).toEqual([error.reason, "PhotoError", cause]);
  });

  it("names an unknown code, and what is no system error at all", () => {
    expect(photoErrorFromFileSystem(Object.assign(new Error("?"), { code: "EWHATEVER" })).reason).toBe(
      "The file could not be read (the system says EWHATEVER).",
    );
    expect(photoErrorFromFileSystem("odd").reason).toBe("The file could not be read (the system says odd).");
  });

  it("passes a PhotoError through", () => {
    const error = new PhotoError("empty", "The file is empty (0 bytes).");

    expect(photoErrorFromFileSystem(error)).toBe(error);
  });
});
