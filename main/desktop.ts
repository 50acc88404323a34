import path from "node:path";
import { app, shell, type BrowserWindow } from "electron";
import type { DesktopCommand } from "../app/api/desktop-window.ts";
import type { Activity } from "../app/api/shell-messages.ts";
import { channels } from "./channels.ts";
import { closingWindow, staysWithoutWindow } from "./closing.ts";
import { chooseFolders, tellFailure, tellRefused } from "./dialogs.ts";
import type { LibraryServer, NewsFromServer } from "./library-server.ts";
import { isNotified } from "./progress.ts";
import { trayIcon } from "./tray-icon.ts";
import { texts } from "./texts.ts";
import { openWindow } from "./window.ts";
import { createWorkDisplay } from "./work-display.ts";

/** The window and what is around it: tray, progress, notifications, dialogs. */
export class Desktop {
  readonly #server: LibraryServer;
  readonly #icons: string;
  readonly #display;
  #window: BrowserWindow | null = null;
  #activity: Activity | null = null;
  /** The user closed the window while there was work; it is only hidden. */
  #isHiddenForWork = false;
  #hasToldThatItGoesOn = false;
  #isQuitting = false;

  /** `icons` is the folder of the icons. */
  constructor(server: LibraryServer, icons: string) {
    this.#server = server;
    this.#icons = icons;
    this.#display = createWorkDisplay({
      trayIcon: path.join(icons, trayIcon(process.platform)),
      onOpen: () => {
        this.showWindow();
      },
      onQuit: () => {
        app.quit();
      },
    });
  }

  /** Brings the window to the front, and opens it where there is none. */
  showWindow(): void {
    if (!app.isReady() || this.#isQuitting) return;
    this.#isHiddenForWork = false;
    const window = this.#window;
    if (window === null) {
      this.#open();
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  /** Asks the page to do what the menu says. */
  tellPage(command: DesktopCommand): void {
    this.showWindow();
    this.#window?.webContents.send(channels.command, command);
  }

  /** Lets the user choose folders, and adds them. */
  async addFolders(): Promise<void> {
    this.#server.addFolders(await chooseFolders(this.#window, texts.chooseFolders));
  }

  /** Does what the server asks for, shows what it tells. */
  async hear(news: NewsFromServer): Promise<void> {
    switch (news.type) {
      case "activity":
        this.#activity = news.activity;
        this.#display.show(news.activity, this.#window);
        if (news.activity === null && this.#isHiddenForWork && !staysWithoutWindow(process.platform))
          app.quit();
        break;
      case "scan-ended":
        if (isNotified(news, this.#window?.isFocused() === true)) this.#display.notify(news.title, news.body);
        break;
      case "reveal":
        shell.showItemInFolder(news.path);
        break;
      case "choose-folders":
        this.#server.answerFolders(news.askId, await chooseFolders(this.#window, news.title));
        break;
      case "refused":
        await tellRefused(this.#window, news.title, news.message);
        break;
    }
  }

  /** The library cannot be opened: the user may try again. */
  async offerNewTry(code: string, message: string): Promise<void> {
    await app.whenReady();
    const answer = await tellFailure(code === "Crashed" ? texts.failed.crashed(message) : message);
    if (answer === "try again") this.#server.start();
    else app.quit();
  }

  /** Takes everything off the screen; it does not come back. */
  close(): void {
    this.#isQuitting = true;
    this.#window?.hide();
    this.#display.close();
  }

  #open(): void {
    const window = openWindow({
      preload: path.join(app.getAppPath(), "dist", "main", "preload.cjs"),
      icon: path.join(this.#icons, "512x512.png"),
      stateFile: path.join(app.getPath("userData"), "window.json"),
      onClosing: () => this.#onClosing(),
    });
    window.on("closed", () => {
      this.#window = null;
    });
    this.#window = window;
    this.#display.show(this.#activity, window);
  }

  #onClosing(): "hide" | "close" {
    const closing = closingWindow({ isBusy: this.#activity !== null, isQuitting: this.#isQuitting });
    this.#isHiddenForWork = closing === "hide";
    if (closing === "hide" && !this.#hasToldThatItGoesOn) {
      this.#hasToldThatItGoesOn = true;
      this.#display.notify(texts.goesOn.title, texts.goesOn.body);
    }
    return closing;
  }
}
