import { ArrowLeft, Eye, TextCursorInput } from "lucide-react";
import { useMemo } from "react";
import { useLocation } from "wouter";
import type { FaceOnPage } from "../../../app/db/faces-of-person.ts";
import { useIgnoredFaces } from "../../api/person.ts";
import { IconButton } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { useSelection } from "../../components/virtual-grid/use-selection.ts";
import { texts } from "../../texts/texts.ts";
import { facesByYear } from "../person/face-sections.ts";
import { FacesPanel } from "../person/faces-panel.tsx";
import styles from "../person/person.module.css";
import { useFaceDeeds } from "../person/use-face-deeds.tsx";

/** Faces that the user does not want to see, to be found again. */
export function IgnoredScreen() {
  return <QueryState query={useIgnoredFaces()}>{(faces) => <Loaded faces={faces} />}</QueryState>;
}

function Loaded({ faces }: { readonly faces: readonly FaceOnPage[] }) {
  const [, navigate] = useLocation();
  const order = useMemo(() => faces.map(({ id }) => id), [faces]);
  const sections = useMemo(() => facesByYear(faces), [faces]);
  const selection = useSelection(order);
  const deeds = useFaceDeeds(null, selection.clear);
  if (faces.length === 0) {
    return (
      <EmptyState
        title={texts.group.nothingIgnored}
        text={texts.group.nothingIgnoredText}
        action={{ label: texts.person.toPeople, href: "/people" }}
      />
    );
  }
  return (
    <section className={styles["screen"]}>
      <header className={styles["header"]}>
        <IconButton
          label={texts.person.toPeople}
          onClick={() => {
            navigate("/people");
          }}
        >
          <ArrowLeft size={18} aria-hidden />
        </IconButton>
        <div className={styles["identity"]}>
          <h1 className={styles["name"]}>{texts.people.ignoredFaces}</h1>
          <p className={styles["facts"]}>{texts.units.faces(faces.length)}</p>
        </div>
      </header>
      <FacesPanel
        label={texts.people.ignoredFaces}
        sections={sections}
        selection={selection}
        source={{ query: "" }}
        tools={[
          {
            label: texts.group.stopIgnoring,
            ...{ icon: Eye, keys: "i", isMain: true },
            run: deeds.unignore,
          },
          { label: texts.group.nameSelected, icon: TextCursorInput, keys: "n", run: deeds.askName },
        ]}
      />
      {deeds.dialogs}
    </section>
  );
}
