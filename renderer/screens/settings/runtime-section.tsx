import { useRuntime, useSetRuntime, type RuntimeChoice } from "../../api/settings.ts";
import { ChoiceList } from "../../components/choice-list.tsx";
import { PageSection } from "../../components/page.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./settings-screen.module.css";

const choices = Object.keys(texts.settings.runtimes) as readonly RuntimeChoice[];

/** What computes the models: the fastest on this computer, or one by name. */
export function RuntimeSection() {
  const runtime = useRuntime();
  const set = useSetRuntime();
  return (
    <PageSection title={texts.settings.runtime}>
      <p className={styles["soft"]}>{texts.settings.runtimeText}</p>
      <QueryState query={runtime}>
        {({ choice, used, measures }) => (
          <ChoiceList
            label={texts.settings.runtime}
            value={set.isPending ? set.variables : choice}
            choices={choices.map((value) => {
              const measure = measures.find((candidate) => candidate.runtime === value);
              const [detectMs, embedMs] = measure?.runMs ?? [];
              const speed =
                measure !== undefined && detectMs !== undefined && embedMs !== undefined
                  ? texts.settings.runtimeSpeed(measure.description, detectMs, embedMs)
                  : undefined;
              const fastest = choice === "auto" ? texts.settings.fastest(used) : undefined;
              const text = value === "auto" ? fastest : speed;
              return {
                ...{ value, label: texts.settings.runtimes[value] },
                ...(text !== undefined && { text }),
              };
            })}
            onChange={(value) => {
              set.mutate(value);
            }}
          />
        )}
      </QueryState>
    </PageSection>
  );
}
