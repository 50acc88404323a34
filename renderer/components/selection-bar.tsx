import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "./button.tsx";
import styles from "./selection-bar.module.css";

interface SelectionBarProps {
  /** For screen readers: "Selected photos". */
  readonly label: string;
  /** How many are chosen, in words. */
  readonly selected: string;
  readonly clearLabel: string;
  readonly onClear: () => void;
  /** Buttons. */
  readonly children: ReactNode;
}

/** What can be done with all that is chosen. */
export function SelectionBar({ label, selected, clearLabel, onClear, children }: SelectionBarProps) {
  return (
    <div role="toolbar" aria-label={label} className={styles["bar"]}>
      <IconButton size="small" label={clearLabel} onClick={onClear}>
        <X size={18} aria-hidden />
      </IconButton>
      <strong role="status" className={styles["selected"]}>
        {selected}
      </strong>
      {children}
    </div>
  );
}
