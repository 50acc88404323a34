import { describe, expect, it } from "vitest";
import { isMatch } from "../../renderer/shell/match-words.ts";
import { keyCaps, keysOf } from "../../renderer/shell/shortcuts.ts";

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe("keysOf", () => {
  it.each([
    [{ key: "n" }, "n"],
    [{ key: "N", shiftKey: true }, "Shift+n"],
    [{ key: "?", shiftKey: true }, "?"],
    [{ key: "Z", ctrlKey: true, shiftKey: true }, "Mod+Shift+z"],
    [{ key: "z", metaKey: true }, "Mod+z"],
    [{ key: " " }, "Space"],
    [{ key: "ArrowDown", shiftKey: true }, "Shift+ArrowDown"],
    [{ key: "Delete", altKey: true }, "Alt+Delete"],
  ])("names %o", (event, keys) => {
    expect(keysOf({ ...plain, ...event })).toBe(keys);
  });

  it("is shown as the keyboard has it", () => {
    expect(keyCaps("Mod+Shift+ArrowDown")).toEqual(["Ctrl", "Shift", "↓"]);
    expect(keyCaps("Mod++")).toEqual(["Ctrl", "+"]);
    expect(keyCaps("?")).toEqual(["?"]);
  });
});

describe("isMatch", () => {
  it.each([
    ["Anna Maria Müller", "mul", true],
    ["Anna Maria Müller", "an mü", true],
    ["José", "JOSE", true],
    ["Anna", "", true],
    ["Anna", "nna", false],
    ["Anna Maria", "anna x", false],
  ])("%s by %s: %s", (label, typed, isFound) => {
    expect(isMatch(label, typed)).toBe(isFound);
  });
});
