import { Check, CircleCheck, FolderOutput, X } from "lucide-react";
import { useMemo } from "react";
import type { PersonFaces as Faces, PersonHeader } from "../../../app/people/person-page.ts";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { useSelection } from "../../components/virtual-grid/use-selection.ts";
import { texts } from "../../texts/texts.ts";
import { gridFace } from "./face-sections.ts";
import { FacesPanel } from "./faces-panel.tsx";
import styles from "./person.module.css";
import { useFaceDeeds } from "./use-face-deeds.tsx";

/** Large enough to tell two sisters apart. */
const size = 168;

/** Faces that may be this person: all of them, or chosen ones, are answered at once. */
export function PersonSuggestions({ person }: { readonly person: PersonHeader & Faces }) {
  const { suggestions, name, id } = person;
  const order = useMemo(() => suggestions.map((face) => face.id), [suggestions]);
  const sections = useMemo(
    () => [{ key: "suggestions", title: null, items: suggestions.map(gridFace) }],
    [suggestions],
  );
  const selection = useSelection(order);
  const deeds = useFaceDeeds(id, selection.clear);
  if (suggestions.length === 0) {
    return <EmptyState icon={CircleCheck} title={texts.person.nothingWaits} />;
  }
  return (
    <>
      <FacesPanel
        label={texts.person.areThese(name)}
        sections={sections}
        selection={selection}
        size={size}
        source={{ query: "" }}
        tools={[
          {
            label: texts.person.isThem(name),
            ...{ icon: Check, keys: "y", isMain: true },
            run: deeds.confirm,
          },
          { label: texts.person.isNotThem(name), icon: X, keys: "n", run: deeds.reject },
          { label: texts.person.somebodyElse, icon: FolderOutput, keys: "m", run: deeds.askMove },
        ]}
        header={
          <div className={styles["notice"]}>
            <p>{texts.person.areThese(name)}</p>
            <span className={styles["buttons"]}>
              <Button
                look="main"
                size="small"
                onClick={() => {
                  deeds.confirm(order);
                }}
              >
                <Check size={16} aria-hidden />
                {texts.person.confirmAll(order.length)}
              </Button>
              <Button
                size="small"
                onClick={() => {
                  deeds.reject(order);
                }}
              >
                <X size={16} aria-hidden />
                {texts.person.rejectAll(order.length)}
              </Button>
            </span>
          </div>
        }
      />
      {deeds.dialogs}
    </>
  );
}
