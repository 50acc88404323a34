import { ArrowLeft, Ban, ScanFace, Split, TextCursorInput } from "lucide-react";
import { useMemo } from "react";
import { useLocation } from "wouter";
import type { GroupPage } from "../../../app/people/group-page.ts";
import { useGroupDeed } from "../../api/people.ts";
import { useGroup, useSuggestedSplit } from "../../api/person.ts";
import { RequestError } from "../../api/read-answer.ts";
import { Button, IconButton } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { NameInput } from "../../components/name-input.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { useNaming } from "../../components/use-naming.tsx";
import { useSelection } from "../../components/virtual-grid/use-selection.ts";
import { texts } from "../../texts/texts.ts";
import { facesByYear } from "../person/face-sections.ts";
import { FacesPanel } from "../person/faces-panel.tsx";
import styles from "../person/person.module.css";
import { SplitPanel } from "../person/split-panel.tsx";
import { useFaceDeeds } from "../person/use-face-deeds.tsx";
import { LookAlikes } from "./look-alikes.tsx";

/** An unnamed group: who is it, and do all of these faces belong to it? */
export function GroupScreen({ groupId }: { readonly groupId: number }) {
  const group = useGroup(groupId);
  const { error } = group;
  if (error instanceof RequestError && error.code === "UnknownGroupError") {
    return (
      <EmptyState
        title={texts.group.gone}
        text={texts.group.goneText}
        action={{ label: texts.person.toPeople, href: "/people" }}
      />
    );
  }
  return <QueryState query={group}>{(loaded) => <Loaded key={groupId} group={loaded} />}</QueryState>;
}

function Loaded({ group }: { readonly group: GroupPage }) {
  const { id, faces } = group;
  const [, navigate] = useLocation();
  const toPeople = () => {
    navigate("/people");
  };
  const naming = useNaming(toPeople);
  const ignoring = useGroupDeed("ignore", { onDone: toPeople });
  const split = useSuggestedSplit({ groupId: id }).data ?? null;
  const order = useMemo(() => faces.map((face) => face.id), [faces]);
  const sections = useMemo(() => facesByYear(faces), [faces]);
  const selection = useSelection(order);
  const deeds = useFaceDeeds(null, selection.clear);
  return (
    <section className={styles["screen"]}>
      <header className={styles["header"]}>
        <IconButton label={texts.person.toPeople} onClick={toPeople}>
          <ArrowLeft size={18} aria-hidden />
        </IconButton>
        <div className={styles["identity"]}>
          <h1 className={styles["name"]}>{texts.group.title}</h1>
          <p className={styles["facts"]}>{texts.group.facts(faces.length)}</p>
        </div>
        <div className={styles["groupName"]}>
          <NameInput
            label={texts.group.nameAll(faces.length)}
            onChoose={(person) => {
              naming.name({ faceIds: [], groupIds: [id], person });
            }}
          />
        </div>
        <Button
          onClick={() => {
            ignoring.mutate({ groupIds: [id] });
          }}
        >
          <Ban size={16} aria-hidden />
          {texts.group.ignoreAll(faces.length)}
        </Button>
      </header>
      <FacesPanel
        label={texts.group.title}
        sections={sections}
        selection={selection}
        source={{ query: "" }}
        tools={[
          {
            label: texts.group.nameSelected,
            ...{ icon: TextCursorInput, keys: "n", isMain: true },
            run: deeds.askName,
          },
          { label: texts.group.splitOff, icon: Split, keys: "s", run: deeds.split },
          { label: texts.people.ignore, icon: Ban, keys: "i", run: deeds.ignore },
          { label: texts.person.notAFace, icon: ScanFace, keys: "x", run: deeds.deleteFalse },
        ]}
        header={
          <>
            {split !== null && <SplitPanel split={split} personId={null} name={null} />}
            <LookAlikes groupId={id} />
          </>
        }
      />
      {naming.dialogs}
      {deeds.dialogs}
    </section>
  );
}
