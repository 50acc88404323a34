import { X } from "lucide-react";
import type { ReactNode } from "react";
import { texts } from "../../texts/texts.ts";
import { Button, IconButton } from "../button.tsx";
import styles from "./photo-grid.module.css";

interface SelectionBarProps {
  readonly selected: number;
  readonly total: number;
  readonly onSelectAll: () => void;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

/** What can be done with the chosen photos; it lies over the grid, so that nothing moves when it comes. */
export function SelectionBar({ selected, total, onSelectAll, onClear, children }: SelectionBarProps) {
  return (
    <div role="toolbar" aria-label={texts.photoGrid.selectionActions} className={styles["bar"]}>
      <IconButton size="small" label={texts.photoGrid.clearSelection} onClick={onClear}>
        <X size={18} aria-hidden />
      </IconButton>
      <span role="status" className={styles["count"]}>
        {texts.photoGrid.selected(selected)}
      </span>
      {selected < total && (
        <Button look="quiet" size="small" onClick={onSelectAll}>
          {texts.photoGrid.selectAll(total)}
        </Button>
      )}
      {children}
    </div>
  );
}
