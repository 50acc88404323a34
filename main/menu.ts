import type { MenuItemConstructorOptions } from "electron";
import type { DesktopCommand, MenuAddress } from "../app/api/desktop-window.ts";
import { texts } from "./texts.ts";

/** What the menu can set off. */
export interface MenuActions {
  readonly addFolders: () => void;
  readonly showLogs: () => void;
  readonly tellPage: (command: DesktopCommand) => void;
}

/** For whom the menu is made. */
export interface MenuOptions extends MenuActions {
  readonly platform: NodeJS.Platform;
  /** Only a checkout has developer tools and reloads. */
  readonly isPackaged: boolean;
}

type Item = MenuItemConstructorOptions;

const words = texts.menu;

/** The screens in the order of the window's navigation; the first nine get Ctrl+1 and so on. */
const screens: readonly (readonly [label: string, address: MenuAddress])[] = [
  [words.photos, "/"],
  [words.people, "/people"],
  [words.review, "/review"],
  [words.albums, "/albums"],
  [words.search, "/search"],
  [words.compare, "/compare"],
  [words.live, "/live"],
  [words.activity, "/activity"],
];

/** The native menu. Roles where the system has them; the rest is asked of the page, which knows what is shown. */
export function menuTemplate(options: MenuOptions): Item[] {
  const isMac = options.platform === "darwin";
  return [
    ...(isMac ? [appMenu(options)] : []),
    fileMenu(options),
    editMenu(options),
    viewMenu(options),
    goMenu(options),
    { role: "windowMenu" },
    helpMenu(options),
  ];
}

function settingsItem({ tellPage }: MenuOptions): Item {
  return {
    label: words.settings,
    accelerator: "CmdOrCtrl+,",
    click: () => {
      tellPage({ kind: "go", to: "/settings" });
    },
  };
}

function appMenu(options: MenuOptions): Item {
  return {
    role: "appMenu",
    submenu: [
      { role: "about" },
      { type: "separator" },
      settingsItem(options),
      { type: "separator" },
      ...(["services", "hide", "hideOthers", "unhide"] as const).map((role) => ({ role })),
      { type: "separator" },
      { role: "quit" },
    ],
  };
}

function fileMenu(options: MenuOptions): Item {
  const add: Item = { label: words.addFolders, accelerator: "CmdOrCtrl+O", click: options.addFolders };
  if (options.platform === "darwin") {
    return { label: words.file, submenu: [add, { type: "separator" }, { role: "close" }] };
  }
  return {
    label: words.file,
    submenu: [add, settingsItem(options), { type: "separator" }, { role: "close" }, { role: "quit" }],
  };
}

/** Undo is the page's: it takes back what was done to people, or, in a text field, what was typed. */
function editMenu({ platform, tellPage }: MenuOptions): Item {
  return {
    label: words.edit,
    submenu: [
      {
        label: words.undo,
        accelerator: "CmdOrCtrl+Z",
        click: () => {
          tellPage({ kind: "undo" });
        },
      },
      {
        label: words.redo,
        accelerator: platform === "win32" ? "Ctrl+Y" : "CmdOrCtrl+Shift+Z",
        click: () => {
          tellPage({ kind: "redo" });
        },
      },
      { type: "separator" },
      ...(["cut", "copy", "paste", "selectAll"] as const).map((role) => ({ role })),
    ],
  };
}

function viewMenu({ isPackaged, tellPage }: MenuOptions): Item {
  const development: Item[] = [{ type: "separator" }, { role: "reload" }, { role: "toggleDevTools" }];
  return {
    label: words.view,
    submenu: [
      {
        label: words.palette,
        accelerator: "CmdOrCtrl+K",
        click: () => {
          tellPage({ kind: "palette" });
        },
      },
      { type: "separator" },
      ...(["resetZoom", "zoomIn", "zoomOut"] as const).map((role) => ({ role })),
      { type: "separator" },
      { role: "togglefullscreen" },
      ...(isPackaged ? [] : development),
    ],
  };
}

function goMenu({ platform, tellPage }: MenuOptions): Item {
  const isMac = platform === "darwin";
  const go = (kind: "back" | "forward"): Item => ({
    label: words[kind],
    accelerator: { back: isMac ? "Cmd+[" : "Alt+Left", forward: isMac ? "Cmd+]" : "Alt+Right" }[kind],
    click: () => {
      tellPage({ kind });
    },
  });
  return {
    label: words.go,
    submenu: [
      go("back"),
      go("forward"),
      { type: "separator" },
      ...screens.map(([label, to], place): Item => ({
        label,
        accelerator: `CmdOrCtrl+${place + 1}`,
        click: () => {
          tellPage({ kind: "go", to });
        },
      })),
    ],
  };
}

function helpMenu({ platform, showLogs, tellPage }: MenuOptions): Item {
  const shortcuts: Item = {
    label: words.shortcuts,
    click: () => {
      tellPage({ kind: "shortcuts" });
    },
  };
  const about: Item[] = platform === "darwin" ? [] : [{ type: "separator" }, { role: "about" }];
  return {
    role: "help",
    label: words.help,
    submenu: [shortcuts, { label: words.logs, click: showLogs }, ...about],
  };
}
