import { Check, X } from "lucide-react";
import type { useVerdict } from "../../api/compare.ts";
import { texts } from "../../texts/texts.ts";
import styles from "./compare-screen.module.css";

interface VerdictPanelProps {
  readonly verdict: ReturnType<typeof useVerdict>;
  /** A face was chosen on both sides. */
  readonly isComplete: boolean;
}

/** Are they one person? By every metric, with what was measured. */
export function VerdictPanel({ verdict, isComplete }: VerdictPanelProps) {
  const words = texts.compare;
  const { data, error } = verdict;
  if (!isComplete || (data === undefined && error === null)) {
    return (
      <p className={styles["verdict"]} role="status">
        {isComplete ? texts.shell.loading : words.waiting}
      </p>
    );
  }
  if (data === undefined) {
    return (
      <p className={styles["verdict"]} role="alert">
        {error.message}
      </p>
    );
  }
  const isSame = data.verdicts[0]?.verified === true;
  return (
    <section className={styles["verdict"]} aria-live="polite">
      <h2 className={styles["judgement"]} data-same={isSame || undefined}>
        {isSame ? <Check size={22} aria-hidden /> : <X size={22} aria-hidden />}
        {isSame ? words.same : words.different}
      </h2>
      <p>{words.probability(data.probability)}</p>
      <table className={styles["table"]}>
        <thead>
          <tr>
            <th scope="col">{words.metric}</th>
            <th scope="col">{words.value}</th>
            <th scope="col">{words.threshold}</th>
            <th scope="col">{words.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {data.verdicts.map(({ metric, distance, threshold, verified }) => (
            <tr key={metric}>
              <th scope="row">{words.metrics[metric]}</th>
              <td>{distance.toFixed(3)}</td>
              <td>{threshold.toFixed(3)}</td>
              <td>{verified ? words.isSame : words.isDifferent}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles["hint"]}>{words.models(data.detector, data.model)}</p>
    </section>
  );
}
