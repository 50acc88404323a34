import { Users } from "lucide-react";
import { useScanState } from "../../api/scan-state.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { texts } from "../../texts/texts.ts";

/** Nobody is there to be shown: why, and what to do. */
export function PeopleEmpty() {
  const state = useScanState();
  if (state === undefined) return null;
  if (state.isScanning) {
    return (
      <EmptyState icon={Users} title={texts.people.emptyTitle} text={texts.people.emptyScanning}>
        {state.phase !== null && (
          <p role="status">{texts.people.scanProgress(state.phase, state.done, state.total)}</p>
        )}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Users}
      title={texts.people.emptyTitle}
      text={state.isNew ? texts.people.emptyNew : texts.people.emptyScanned}
      action={{ label: texts.people.addFolders, href: "/welcome" }}
    />
  );
}
