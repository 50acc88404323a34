import type { MenuItemConstructorOptions } from "electron";
import { describe, expect, it } from "vitest";
import type { DesktopCommand } from "../../app/api/desktop-window.ts";
import { menuTemplate } from "../../main/menu.ts";

type Item = MenuItemConstructorOptions;

function menuOf(platform: NodeJS.Platform, isPackaged = true) {
  const asked: (DesktopCommand | string)[] = [];
  const menu = menuTemplate({
    ...{ platform, isPackaged },
    addFolders: () => asked.push("add folders"),
    showLogs: () => asked.push("show logs"),
    tellPage: (command) => asked.push(command),
  });
  const items = menu.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
  return { menu, items, asked };
}

function click(items: readonly Item[], label: string): void {
  const item = items.find((candidate) => candidate.label === label);
  if (item?.click === undefined) throw new Error(`There is no item ${label}`);
  item.click({} as never, undefined, {});
}

describe("the native menu", () => {
  it.each(["darwin", "linux", "win32"] as const)(
    "leads to every screen, each with its keys (%s)",
    (platform) => {
      const { items, asked } = menuOf(platform);

      for (const label of [
        "Photos",
        "People",
        "Review",
        "Albums",
        "Search",
        "Compare",
        "Live",
        "Activity",
        "Settings…",
      ]) {
        click(items, label);
      }

      expect(
        asked.map((command) => (typeof command === "object" && "to" in command ? command.to : command)),
      ).toEqual([
        ...["/", "/people", "/review", "/albums", "/search", "/compare", "/live", "/activity", "/settings"],
      ]);
      expect(items.find(({ label }) => label === "People")?.accelerator).toBe("CmdOrCtrl+2");
    },
  );

  it.each(["darwin", "linux", "win32"] as const)("sets off what it says (%s)", (platform) => {
    const { items, asked } = menuOf(platform);

    for (const label of [
      "Add Folders…",
      "Undo",
      "Redo",
      "Back",
      "Forward",
      "Find a Command…",
      "Keyboard Shortcuts",
      "Show Logs",
    ]) {
      click(items, label);
    }

    expect(asked.map((command) => (typeof command === "object" ? command.kind : command))).toEqual([
      ...["add folders", "undo", "redo", "back", "forward", "palette", "shortcuts", "show logs"],
    ]);
  });

  it.each(["darwin", "linux", "win32"] as const)("has no two items with the same keys (%s)", (platform) => {
    const keys = menuOf(platform).items.flatMap(({ accelerator }) =>
      typeof accelerator === "string" ? [accelerator] : [],
    );

    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(12);
  });

  it("quits from the app's own menu on macOS, and from File elsewhere", () => {
    const quitMenus = (platform: NodeJS.Platform) =>
      menuOf(platform).menu.flatMap(({ label, role, submenu }) =>
        Array.isArray(submenu) && submenu.some((item) => item.role === "quit") ? [label ?? role] : [],
      );

    expect([quitMenus("darwin"), quitMenus("linux"), quitMenus("win32")]).toEqual([
      ["appMenu"],
      ["File"],
      ["File"],
    ]);
  });

  it("has developer tools only in a checkout", () => {
    const roles = (isPackaged: boolean) => menuOf("linux", isPackaged).items.map(({ role }) => role);

    expect(roles(false)).toContain("toggleDevTools");
    for (const role of ["toggleDevTools", "reload", "forceReload"]) expect(roles(true)).not.toContain(role);
  });
});
