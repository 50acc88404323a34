import { useJobs } from "../../api/jobs.ts";
import {
  useSetStrictness,
  useSettings,
  useStrictnessPreviews,
  useWeigh,
  type Strictness,
} from "../../api/settings.ts";
import { Button } from "../../components/button.tsx";
import { ChoiceList } from "../../components/choice-list.tsx";
import { PageSection } from "../../components/page.tsx";
import { ProgressBar } from "../../components/progress-bar.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./settings-screen.module.css";

const levels = Object.keys(texts.settings.levels) as readonly Strictness[];

/** How sure Familiar must be, with what each choice would change. */
export function StrictnessSection() {
  const settings = useSettings();
  const previews = useStrictnessPreviews().data ?? null;
  const set = useSetStrictness();
  return (
    <PageSection title={texts.settings.strictness}>
      <p className={styles["soft"]}>{texts.settings.strictnessText}</p>
      <QueryState query={settings}>
        {({ strictness }) => (
          <ChoiceList
            label={texts.settings.strictness}
            value={strictness}
            choices={levels.map((level) => {
              const preview = previews?.find((candidate) => candidate.level === level);
              return {
                value: level,
                label: texts.settings.levels[level],
                ...(preview !== undefined && {
                  text: texts.settings.preview(preview.given, preview.asked, preview.takenBack),
                }),
              };
            })}
            onChange={(level) => {
              set.mutate(level);
            }}
          />
        )}
      </QueryState>
      {previews === null && <Weigh />}
    </PageSection>
  );
}

function Weigh() {
  const weigh = useWeigh();
  const running = useJobs().data?.open.find(({ kind }) => kind === "weigh");
  if (running !== undefined) {
    return (
      <ProgressBar
        label={running.title}
        done={running.progress?.done ?? 0}
        total={running.progress?.total ?? null}
      />
    );
  }
  return (
    <div className={styles["deed"]}>
      <Button
        onClick={() => {
          weigh.mutate();
        }}
      >
        {texts.settings.weigh}
      </Button>
      <p className={styles["soft"]}>{texts.settings.weighText}</p>
    </div>
  );
}
