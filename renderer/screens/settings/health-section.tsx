import { CircleAlert, CircleCheck, CircleDashed } from "lucide-react";
import { useHealth } from "../../api/settings.ts";
import { PageSection } from "../../components/page.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./settings-screen.module.css";

const icons = { ok: CircleCheck, missing: CircleDashed, broken: CircleAlert } as const;

/** What was found when Familiar looked at all that it needs. */
export function HealthSection() {
  const health = useHealth();
  return (
    <PageSection title={texts.settings.health}>
      <QueryState query={health}>
        {(findings) => (
          <ul className={styles["rows"]}>
            {findings.map(({ name, state, detail, remedy }) => {
              const Icon = icons[state];
              return (
                <li key={name} className={styles["row"]}>
                  <Icon
                    size={18}
                    className={styles[state]}
                    role="img"
                    aria-label={texts.settings.healthStates[state]}
                  />
                  <div className={styles["words"]}>
                    <p className={styles["name"]}>{name}</p>
                    <p className={styles["soft"]}>{detail}</p>
                    {remedy !== null && <p className={styles["warning"]}>{remedy}</p>}
                  </div>
                </li>
              );
            })}
          </ul>
        )}
      </QueryState>
    </PageSection>
  );
}
