// The desktop shell. It starts the library server, shows its window, and does what only a desktop program can; it knows
// nothing of photos or people. What it does for Electron's security checklist is listed in main/security.md.
import path from "node:path";
import { app, Menu, protocol, session, shell } from "electron";
import { z } from "zod";
import { libraryArgument } from "./arguments.ts";
import { channels } from "./channels.ts";
import { staysWithoutWindow } from "./closing.ts";
import { Desktop } from "./desktop.ts";
import { LibraryServer } from "./library-server.ts";
import { menuTemplate } from "./menu.ts";
import { hearPage } from "./page-messages.ts";
import { restrictPages } from "./page-rules.ts";
import { waitBeforeQuitting } from "./quit.ts";
import { registerScheme, serveScheme } from "./scheme.ts";
import { createServerLog } from "./server-log.ts";
import { serverPlace } from "./server-place.ts";
import { restrictSession } from "./session-rules.ts";
import { createSocketFolder } from "./socket-folder.ts";
import { lookForUpdate } from "./update.ts";

const { isPackaged } = app;
const resourcesFolder = isPackaged ? process.resourcesPath : path.join(app.getAppPath(), "resources");

// 1. Electron's own files lie beside the library's: on macOS both would otherwise be in one folder of the same name.
if (!app.commandLine.hasSwitch("user-data-dir")) {
  app.setPath("userData", path.join(app.getPath("appData"), "familiar", "window"));
}
app.setAppUserModelId("app.familiar.desktop");

// 2. One Familiar at a time: a second one shows the window of the first, and ends.
if (app.requestSingleInstanceLock()) runApp();
else app.quit();

function runApp(): void {
  // 3. What must be said before Electron is ready: the window's scheme, a sandbox for every page, what no page may do.
  registerScheme(protocol);
  app.enableSandbox();
  restrictPages(app);

  // 4. The library server, which from now on is always there.
  const sockets = createSocketFolder(app.getPath("temp"), process.platform);
  const server = new LibraryServer({
    place: serverPlace({
      ...{ isPackaged, resourcesFolder, appFolder: app.getAppPath() },
      ...{ platform: process.platform, environment: process.env },
    }),
    libraryFolder: libraryArgument(process.argv.slice(1), process.cwd()),
    newSocketPath: sockets.newSocketPath,
    onNews: (news) => void desktop.hear(news),
    onFailed: (code, message) => void desktop.offerNewTry(code, message),
    onLog: createServerLog(app.getPath("logs")),
  });
  const desktop = new Desktop(server, path.join(resourcesFolder, "icons"));
  server.start();

  // 5. The window goes and comes; the work may outlast it.
  const showWindow = () => {
    desktop.showWindow();
  };
  app.on("second-instance", showWindow);
  app.on("activate", showWindow);
  app.on("window-all-closed", () => {
    if (!staysWithoutWindow(process.platform)) app.quit();
  });

  // 6. The end waits for what is being written.
  waitBeforeQuitting(app, server, {
    quitting: () => {
      desktop.close();
    },
    end: sockets.remove,
  });

  void app.whenReady().then(() => {
    // 7. What the session lets through, and who answers the window.
    restrictSession(session.defaultSession, { hasDeveloperTools: !isPackaged });
    serveScheme(protocol, server);

    // 8. What the user can do outside of the page: the menu, and dropping folders onto the window.
    const template = menuTemplate({
      ...{ platform: process.platform, isPackaged },
      addFolders: () => void desktop.addFolders(),
      showLogs: () => void shell.openPath(app.getPath("logs")),
      tellPage: (command) => {
        desktop.tellPage(command);
      },
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    hearPage(channels.dropped, z.array(z.string().min(1)).max(10_000), (folders) => {
      server.addFolders(folders);
    });

    // 9. The window.
    showWindow();
    void lookForUpdate(app, resourcesFolder);
  });
}
