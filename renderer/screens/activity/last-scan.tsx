import { useJobReport, type Job } from "../../api/jobs.ts";
import { PageSection } from "../../components/page.tsx";
import { texts } from "../../texts/texts.ts";
import { Figures } from "./figures.tsx";

/** The figures of the last scan that came to its end. */
export function LastScan({ finished }: { readonly finished: readonly Job[] }) {
  const last = finished.find(({ kind, state }) => kind === "scan" && state === "done");
  const report = useJobReport(last?.id ?? null).data;
  if (last === undefined || report === undefined || report === null) return null;
  return (
    <PageSection title={texts.activity.lastScan}>
      <Figures figures={report.figures} />
    </PageSection>
  );
}
