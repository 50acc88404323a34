import { Switch } from "@base-ui/react/switch";
import { useId } from "react";
import styles from "./switch-field.module.css";

interface SwitchFieldProps {
  readonly label: string;
  readonly text?: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** Something that is on or off, with its words beside it. */
export function SwitchField({ label, text, isOn, onChange }: SwitchFieldProps) {
  const textId = useId();
  return (
    <label className={styles["field"]}>
      <Switch.Root
        className={styles["switch"]}
        checked={isOn}
        onCheckedChange={onChange}
        {...(text !== undefined && { "aria-describedby": textId })}
      >
        <Switch.Thumb className={styles["thumb"]} />
      </Switch.Root>
      <span>
        {label}
        {text !== undefined && (
          <span id={textId} className={styles["text"]}>
            {text}
          </span>
        )}
      </span>
    </label>
  );
}
