import { useUndo } from "../api/history.ts";
import { texts } from "../texts/texts.ts";
import { useShortcuts } from "./shortcuts.ts";

/** Ctrl/Cmd+Z takes back, with Shift (or Ctrl+Y) does again; in a text field they are the field's own. */
export function useUndoKeys(): void {
  const { undo, redo } = useUndo();
  useShortcuts(texts.shell.everywhere, [
    {
      keys: "Mod+z",
      label: texts.shell.undo,
      run: () => {
        undo();
      },
    },
    { keys: "Mod+Shift+z", label: texts.shell.redo, run: redo },
    { keys: "Mod+y", label: texts.shell.redo, run: redo },
  ]);
}
