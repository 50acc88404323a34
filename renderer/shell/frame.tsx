import { useServerEvents } from "../api/server-events.ts";
import { texts } from "../texts/texts.ts";
import { useFirstRun, useRefusedDrops } from "./first-run.ts";
import styles from "./frame.module.css";
import { useDesktopCommands } from "./desktop-commands.ts";
import { Navigation } from "./navigation.tsx";
import { Palette } from "./palette.tsx";
import { Screens } from "./screens.tsx";
import { ShortcutList } from "./shortcut-list.tsx";
import { useShortcutKeys } from "./shortcuts.ts";
import { useUndoKeys } from "./undo-keys.ts";

/** Navigation on one side, a screen on the other, and what is true on every screen. */
export function Frame() {
  const isConnected = useServerEvents();
  useShortcutKeys();
  useUndoKeys();
  useFirstRun();
  useRefusedDrops();
  useDesktopCommands();
  return (
    <div className={styles["frame"]}>
      <a className={styles["skip"]} href="#content">
        {texts.shell.skipToContent}
      </a>
      <Navigation />
      <main id="content" className={styles["content"]} tabIndex={-1}>
        {!isConnected && (
          <p role="status" className={styles["offline"]}>
            {texts.shell.reconnecting}
          </p>
        )}
        <Screens />
      </main>
      <Palette />
      <ShortcutList />
    </div>
  );
}
