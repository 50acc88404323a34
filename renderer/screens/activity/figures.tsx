import type { JobReport } from "../../api/jobs.ts";
import styles from "./activity-screen.module.css";

/** Labels with their values. */
export function Figures({ figures }: { readonly figures: JobReport["figures"] }) {
  return (
    <dl className={styles["figures"]}>
      {figures.map(({ label, value }) => (
        <div key={label} className={styles["figure"]}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
