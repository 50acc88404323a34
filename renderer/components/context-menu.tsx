import { ContextMenu as BaseContextMenu } from "@base-ui/react/context-menu";
import { Menu as BaseMenu } from "@base-ui/react/menu";
import type { LucideIcon } from "lucide-react";
import type { ReactElement } from "react";
import { keyCaps } from "../shell/shortcuts.ts";
import styles from "./context-menu.module.css";

/** A line of a menu. Null is a line between two parts. */
export type MenuItem = {
  readonly label: string;
  readonly icon?: LucideIcon;
  /** The shortcut that does the same, shown beside it ("Mod+a"). */
  readonly keys?: string;
  readonly isDisabled?: boolean;
  /** Takes something away. */
  readonly isDanger?: boolean;
  readonly run: () => void;
} | null;

interface ContextMenuProps {
  readonly items: readonly MenuItem[];
  /** What is clicked with the right button, or Shift+F10 pressed on. */
  readonly children: ReactElement;
}

/** A menu at the pointer. What is in it must also be reachable without a mouse, by a button or a key. */
export function ContextMenu({ items, children }: ContextMenuProps) {
  return (
    <BaseContextMenu.Root>
      <BaseContextMenu.Trigger render={children} />
      <BaseContextMenu.Portal>
        <BaseContextMenu.Positioner className={styles["positioner"]}>
          <BaseContextMenu.Popup className={styles["menu"]}>{lines(items)}</BaseContextMenu.Popup>
        </BaseContextMenu.Positioner>
      </BaseContextMenu.Portal>
    </BaseContextMenu.Root>
  );
}

interface MenuProps {
  readonly items: readonly MenuItem[];
  /** The button that opens it. */
  readonly button: ReactElement;
}

/** A menu below a button. */
export function Menu({ items, button }: MenuProps) {
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={button} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner className={styles["positioner"]} sideOffset={4} align="end">
          <BaseMenu.Popup className={styles["menu"]}>{lines(items)}</BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

function lines(items: readonly MenuItem[]) {
  return items.map((item, place) =>
    item === null ? (
      // A separator has nothing of its own; its place is all that names it.
      <BaseMenu.Separator key={place} className={styles["separator"]} />
    ) : (
      <BaseMenu.Item
        key={item.label}
        className={[styles["item"], item.isDanger === true ? styles["danger"] : ""].join(" ")}
        disabled={item.isDisabled === true}
        onClick={item.run}
      >
        <span className={styles["icon"]}>
          {item.icon !== undefined && <item.icon size={16} aria-hidden />}
        </span>
        <span className={styles["label"]}>{item.label}</span>
        {item.keys !== undefined && <kbd className={styles["keys"]}>{keyCaps(item.keys).join(" ")}</kbd>}
      </BaseMenu.Item>
    ),
  );
}
