import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import styles from "./choice-list.module.css";

interface ChoiceListProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly label: string; readonly text?: string }[];
  readonly onChange: (value: Value) => void;
}

/** One of several, each on a line of its own. */
export function ChoiceList<Value extends string>(props: ChoiceListProps<Value>) {
  const { label, value, choices, onChange } = props;
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(chosen: Value) => {
        onChange(chosen);
      }}
      className={styles["choices"]}
    >
      {choices.map((choice) => (
        <label key={choice.value} className={styles["choice"]}>
          <Radio.Root value={choice.value} className={styles["radio"]}>
            <Radio.Indicator className={styles["dot"]} />
          </Radio.Root>
          <span>
            {choice.label}
            {choice.text !== undefined && <span className={styles["text"]}>{choice.text}</span>}
          </span>
        </label>
      ))}
    </RadioGroup>
  );
}
