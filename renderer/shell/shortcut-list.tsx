import { useState } from "react";
import { Dialog } from "../components/dialog.tsx";
import { texts } from "../texts/texts.ts";
import styles from "./shortcut-list.module.css";
import { keyCaps, useListedShortcuts, useShortcuts } from "./shortcuts.ts";

/** The keys that do something here, by "?". */
export function ShortcutList() {
  const [isOpen, setOpen] = useState(false);
  const groups = useListedShortcuts();
  useShortcuts(texts.shell.everywhere, [
    {
      keys: "?",
      label: texts.shell.showShortcuts,
      run: () => {
        setOpen(true);
      },
    },
  ]);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={() => {
        setOpen(false);
      }}
      title={texts.shell.shortcuts}
      closeLabel={texts.shell.close}
      size="wide"
    >
      <div className={styles["groups"]}>
        {groups
          .filter(({ shortcuts }) => shortcuts.length > 0)
          .map(({ id, title, shortcuts }) => (
            <section key={id}>
              <h3 className={styles["title"]}>{title}</h3>
              <dl>
                {shortcuts.map(({ keys, label }) => (
                  <div key={keys} className={styles["line"]}>
                    <dt>{label}</dt>
                    <dd>
                      {keyCaps(keys).map((cap) => (
                        <kbd key={cap} className={styles["cap"]}>
                          {cap}
                        </kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
      </div>
    </Dialog>
  );
}
