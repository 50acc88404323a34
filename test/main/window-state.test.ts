import { describe, expect, it } from "vitest";
import { parseWindowState, placeWindow } from "../../main/window-state.ts";

const main = { x: 0, y: 25, width: 1920, height: 1055 };
const right = { x: 1920, y: 0, width: 1280, height: 1024 };
const kept = { x: 2000, y: 100, width: 1000, height: 700, isMaximized: false };

describe("where the window opens", () => {
  it("is where it was, on the screen it was on", () => {
    expect(placeWindow(kept, [main, right])).toEqual({
      bounds: { x: 2000, y: 100, width: 1000, height: 700 },
      isMaximized: false,
    });
  });

  it("is where the system puts it when that screen is gone, or the title bar could not be reached", () => {
    const size = { width: 1000, height: 700 };
    expect(placeWindow(kept, [main])).toEqual({ bounds: size, isMaximized: false });
    for (const place of [{ x: -950 }, { x: 1850 }, { y: -30 }, { y: 1060 }]) {
      expect(placeWindow({ ...kept, x: 0, y: 100, ...place }, [main]).bounds).toEqual(size);
    }
    expect(placeWindow({ ...kept, x: -800 }, [main]).bounds).toMatchObject({ x: -800 });
  });

  it("the first time, it has a size that fits the screen", () => {
    expect(placeWindow(undefined, [main])).toEqual({
      bounds: { width: 1280, height: 840 },
      isMaximized: false,
    });
    const small = { x: 0, y: 0, width: 1024, height: 600 };
    expect(placeWindow(undefined, [small]).bounds).toEqual({ width: 1024, height: 600 });
    expect(placeWindow({ ...kept, width: 5, height: 5 }, [small]).bounds).toEqual({
      width: 400,
      height: 320,
    });
    expect(placeWindow(undefined, []).bounds).toEqual({ width: 1280, height: 840 });
  });

  it("is read from what was kept; anything else counts as the first time", () => {
    expect(parseWindowState(JSON.stringify(kept))).toEqual(kept);
    for (const text of ["", "{", "null", JSON.stringify({ ...kept, width: -1 }), JSON.stringify({ x: 1 })]) {
      expect(parseWindowState(text), text).toBeUndefined();
    }
  });
});
