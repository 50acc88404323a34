import { Field } from "@base-ui/react/field";
import type { ComponentProps } from "react";
import styles from "./text-field.module.css";

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoFocus?: boolean;
  readonly maxLength?: ComponentProps<"input">["maxLength"];
}

/** A line to type into, with its label above. */
export function TextField({ label, value, onChange, autoFocus = false, maxLength = 200 }: TextFieldProps) {
  return (
    <Field.Root className={styles["field"]}>
      <Field.Label className={styles["label"]}>{label}</Field.Label>
      <Field.Control
        className={styles["input"]}
        value={value}
        autoFocus={autoFocus}
        maxLength={maxLength}
        autoComplete="off"
        onValueChange={onChange}
      />
    </Field.Root>
  );
}
