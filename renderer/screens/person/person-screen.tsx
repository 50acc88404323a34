import { Tabs } from "@base-ui/react/tabs";
import { useState, type ReactNode } from "react";
import type { PersonFaces as Faces, PersonHeader as Header } from "../../../app/people/person-page.ts";
import { usePerson, useSuggestedSplit } from "../../api/person.ts";
import { RequestError } from "../../api/read-answer.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { texts } from "../../texts/texts.ts";
import { PersonCompanions } from "./person-companions.tsx";
import { PersonFaces } from "./person-faces.tsx";
import { PersonHeader } from "./person-header.tsx";
import { PersonHistory } from "./person-history.tsx";
import { PersonPhotos } from "./person-photos.tsx";
import { PersonSuggestions } from "./person-suggestions.tsx";
import styles from "./person.module.css";
import { SplitPanel } from "./split-panel.tsx";

/** A person: who they are, what may be theirs, and all their faces and photos. */
export function PersonScreen({ personId }: { readonly personId: number }) {
  const person = usePerson(personId);
  const { error } = person;
  if (error instanceof RequestError && error.code === "UnknownPersonError") {
    return (
      <EmptyState
        title={texts.person.gone}
        text={texts.person.goneText}
        action={{ label: texts.person.toPeople, href: "/people" }}
      />
    );
  }
  return <QueryState query={person}>{(loaded) => <Loaded key={personId} person={loaded} />}</QueryState>;
}

interface Part {
  readonly key: string;
  readonly label: string;
  readonly count: number | null;
  readonly isWaiting?: boolean;
  readonly content: ReactNode;
}

function Loaded({ person }: { readonly person: Header & Faces }) {
  const { id, name, faces, photos, suggestions } = person;
  const split = useSuggestedSplit({ personId: id }).data ?? null;
  const [chosen, setChosen] = useState<string | null>(null);
  const parts: Part[] = [
    {
      key: "faces",
      label: texts.person.facesTab,
      count: faces.length,
      content: <PersonFaces person={person} />,
    },
    {
      key: "photos",
      label: texts.person.photosTab,
      count: photos,
      content: <PersonPhotos personId={id} name={name} />,
    },
    {
      key: "with",
      label: texts.person.withTab,
      count: null,
      content: <PersonCompanions personId={id} name={name} />,
    },
  ];
  parts.push({
    key: "history",
    label: texts.person.historyTab,
    count: null,
    content: <PersonHistory personId={id} name={name} />,
  });
  // A part that was dealt with stays until the user leaves it: its place must not jump under their hand.
  if (suggestions.length > 0 || chosen === "suggestions") {
    parts.unshift({
      key: "suggestions",
      label: texts.person.suggestionsTab,
      ...{ count: suggestions.length, isWaiting: suggestions.length > 0 },
      content: <PersonSuggestions person={person} />,
    });
  }
  if (split !== null) {
    parts.push({
      key: "split",
      label: texts.person.splitTab,
      ...{ count: null, isWaiting: true },
      content: <SplitPanel split={split} personId={id} name={name} />,
    });
  }
  const shown = parts.find(({ key }) => key === chosen) ?? parts.find(({ key }) => key === "faces");
  return (
    <section className={styles["screen"]}>
      <PersonHeader person={person} />
      <Tabs.Root
        className={styles["tabs"]}
        value={shown?.key}
        onValueChange={(key: string) => {
          setChosen(key);
        }}
      >
        <Tabs.List className={styles["tabList"]}>
          {parts.map(({ key, label, count, isWaiting = false }) => (
            <Tabs.Tab key={key} value={key} className={styles["tab"]} data-waiting={isWaiting || undefined}>
              {label}
              {count !== null && <span className={styles["tabCount"]}>{texts.units.number(count)}</span>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {parts.map(({ key, content }) => (
          <Tabs.Panel key={key} value={key} className={styles["tabPanel"]}>
            {content}
          </Tabs.Panel>
        ))}
      </Tabs.Root>
    </section>
  );
}
