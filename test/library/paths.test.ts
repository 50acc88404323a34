import { posix, win32 } from "node:path";
import { describe, expect, test } from "vitest";
import { isInside } from "../../app/library/paths.ts";

describe("isInside", () => {
  test.each([
    ["/photos", "/photos", true],
    ["/photos", "/photos/a.jpg", true],
    ["/photos/", "/photos/2024/a.jpg", true],
    ["/photos", "/photos/", true],
    ["/photos", "/photos2/a.jpg", false],
    ["/photos", "/photos.jpg", false],
    ["/photos/2024", "/photos", false],
    ["/photos", "/photos/../secret/a.jpg", false],
    ["/photos", "/photos/x/../a.jpg", true],
    ["/photos", "/photos/..a.jpg", true],
    ["/photos", "/photos/...", true],
    ["/photos", "/", false],
    ["/", "/photos/a.jpg", true],
    ["/photos", "/Photos/a.jpg", false],
    ["/photos", "/photos\\a.jpg", false],
    ["/caf\u00e9", "/cafe\u0301/a.jpg", false],
  ])("posix: %s, %s -> %s", (parent, child, expected) => {
    expect(isInside(parent, child, posix)).toBe(expected);
  });

  test.each([
    ["C:\\Photos", "C:\\Photos\\a.jpg", true],
    ["C:\\Photos", "c:\\photos\\A.JPG", true],
    ["C:\\Photos", "C:/Photos/a.jpg", true],
    ["C:\\Photos", "C:\\Photos2\\a.jpg", false],
    ["C:\\Photos", "D:\\Photos\\a.jpg", false],
    ["C:\\Photos", "C:\\Photos\\..\\a.jpg", false],
    ["C:\\", "C:\\a.jpg", true],
    ["\\\\nas\\photos", "\\\\nas\\photos\\a.jpg", true],
    ["\\\\nas\\photos", "\\\\nas\\photos2\\a.jpg", false],
  ])("Windows: %s, %s -> %s", (parent, child, expected) => {
    expect(isInside(parent, child, win32)).toBe(expected);
  });
});
