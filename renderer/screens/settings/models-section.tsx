import { useJobReport, useJobs } from "../../api/jobs.ts";
import { useDetector, useInstallModel, useModel, useModels } from "../../api/settings.ts";
import { Button } from "../../components/button.tsx";
import { PageSection } from "../../components/page.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { texts } from "../../texts/texts.ts";
import { Figures } from "../activity/figures.tsx";
import { NetworksWithoutWeights, OwnModels } from "./brought-models.tsx";
import styles from "./settings-screen.module.css";

type Model = NonNullable<ReturnType<typeof useModels>["data"]>["models"][number];

/** The models by what they do: installed, in use, compared. */
export function ModelsSection() {
  const models = useModels();
  return (
    <PageSection title={texts.settings.models}>
      <p className={styles["soft"]}>{texts.settings.modelsText}</p>
      <QueryState query={models}>
        {({ models: list, faces, networks }) => (
          <>
            {[...Map.groupBy(list, ({ task }) => task)].map(([task, ofTask]) => (
              <section key={task} aria-label={texts.settings.tasks[task]}>
                <h3 className={styles["task"]}>{texts.settings.tasks[task]}</h3>
                <ul className={styles["rows"]}>
                  {ofTask.map((model) => (
                    <ModelRow key={model.id} model={model} faces={faces} />
                  ))}
                </ul>
              </section>
            ))}
            <NetworksWithoutWeights networks={networks} />
            <OwnModels />
          </>
        )}
      </QueryState>
      <LastComparison />
    </PageSection>
  );
}

interface ModelRowProps {
  readonly model: Model;
  /** In the library. */
  readonly faces: number;
}

function ModelRow({ model, faces }: ModelRowProps) {
  const { id, title, purpose, task, licence, sizeBytes, problem, isInstalled, isUsed } = model;
  const install = useInstallModel();
  const state = isUsed
    ? texts.settings.used
    : isInstalled
      ? texts.settings.installed
      : texts.settings.notInstalled;
  return (
    <li className={styles["row"]}>
      <div className={styles["words"]}>
        <p className={styles["name"]}>{title}</p>
        <p className={styles["soft"]}>{purpose}</p>
        <p className={styles["soft"]}>
          {[state, texts.settings.size(sizeBytes), licence].join(" · ")}
          {task === "embedding" &&
            faces > 0 &&
            ` · ${texts.settings.comparable(model.comparableFaces, faces)}`}
        </p>
        {problem !== null && <p className={styles["warning"]}>{problem}</p>}
      </div>
      {model.canInstall && (
        <Button
          size="small"
          aria-label={texts.settings.install(title)}
          onClick={() => {
            install.mutate(id);
          }}
        >
          {texts.settings.installShort}
        </Button>
      )}
      {isInstalled && !isUsed && <ChangeButtons model={model} faces={faces} />}
    </li>
  );
}

/** Changing to a model; for one that tells people apart first a comparison, which needs faces. */
function ChangeButtons({ model: { id, title, task }, faces }: ModelRowProps) {
  const use = useModel();
  const detector = useDetector();
  if (task === "landmarks" || (task === "embedding" && faces === 0)) return null;
  return (
    <>
      {task === "embedding" && (
        <Button
          size="small"
          aria-label={texts.settings.try(title)}
          onClick={() => {
            use.mutate({ model: id, doesSwitch: false });
          }}
        >
          {texts.settings.tryShort}
        </Button>
      )}
      <Button
        size="small"
        aria-label={texts.settings.use(title)}
        onClick={() => {
          if (task === "detector") detector.mutate({ id, title });
          else use.mutate({ model: id, doesSwitch: true });
        }}
      >
        {texts.settings.useShort}
      </Button>
    </>
  );
}

/** What came of the last try or change of a model. */
function LastComparison() {
  const last = useJobs().data?.finished.find(
    ({ kind, state }) => kind === "change-model" && state === "done",
  );
  const report = useJobReport(last?.id ?? null).data;
  if (last === undefined || report === undefined || report === null) return null;
  return (
    <section aria-label={texts.settings.lastComparison}>
      <h3 className={styles["task"]}>
        {texts.settings.lastComparison}: {last.title}
      </h3>
      <p className={styles["soft"]}>
        {last.message}. {texts.settings.goBackHint}
      </p>
      <Figures figures={report.figures} />
    </section>
  );
}
