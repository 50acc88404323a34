import { useState, type ReactNode } from "react";
import { useDeletePeople, useFaceDeed, useGroupDeed, useMarkPeople } from "../../api/people.ts";
import type { NameChoice } from "../../components/name-input.tsx";
import { useMerging } from "../../components/use-merging.tsx";
import { useNaming } from "../../components/use-naming.tsx";
import { useToasts } from "../../components/use-toasts.ts";
import { texts } from "../../texts/texts.ts";
import { MergeDialog } from "./merge-dialog.tsx";
import { NameDialog } from "./name-dialog.tsx";
import { selectionOf, type PeopleItem } from "./people-items.ts";

/** What can be done with tiles; each is one action that can be undone. */
export interface PeopleDeeds {
  readonly name: (items: readonly PeopleItem[], person: NameChoice) => void;
  /** Asks for the name of groups. */
  readonly askName: (items: readonly PeopleItem[]) => void;
  /** Makes all of them one; asks whose name stays when there are several. */
  readonly merge: (items: readonly PeopleItem[]) => void;
  /** As `merge`, with the one that stays known. */
  readonly mergeInto: (target: PeopleItem, items: readonly PeopleItem[]) => void;
  readonly mark: ReturnType<typeof useMarkPeople>["mutate"];
  readonly ignore: (items: readonly PeopleItem[]) => void;
  readonly remove: (items: readonly PeopleItem[]) => void;
  /** To be rendered somewhere. */
  readonly dialogs: ReactNode;
}

/** The deeds of the screen; `onDone` is called when a selection has been dealt with. */
export function usePeopleDeeds(onDone: () => void): PeopleDeeds {
  const { say } = useToasts();
  const naming = useNaming(onDone);
  const merging = useMerging(onDone);
  const mergeGroups = useGroupDeed("merge", { onDone });
  const ignoreGroups = useGroupDeed("ignore", { onDone });
  const ignoreFaces = useFaceDeed("ignore", { onDone });
  const deletePeople = useDeletePeople({ onDone });
  const mark = useMarkPeople();
  const [merged, setMerged] = useState<readonly PeopleItem[] | null>(null);
  const [named, setNamed] = useState<readonly PeopleItem[] | null>(null);

  const name: PeopleDeeds["name"] = (items, person) => {
    const { groupIds, faceIds } = selectionOf(items);
    naming.name({ groupIds, faceIds, person });
  };
  const mergeWith = (intoId: number, items: readonly PeopleItem[]) => {
    const { people, unnamed, groupIds, faceIds } = selectionOf(items);
    const fromIds = people.map(({ id }) => id).filter((id) => id !== intoId);
    // One step, so that one undo takes all of it back.
    if (fromIds.length > 0) merging.merge({ intoId, fromIds, groupIds, faceIds });
    else if (unnamed.length > 0) name(unnamed, { id: intoId });
  };
  const merge: PeopleDeeds["merge"] = (items) => {
    const { people, groupIds, faceIds } = selectionOf(items);
    const [only, ...others] = people;
    if (others.length > 0) setMerged(items);
    else if (only !== undefined) mergeWith(only.id, items);
    else if (faceIds.length > 0) say(texts.people.nameOneFirst);
    else if (groupIds.length > 1) mergeGroups.mutate({ groupIds });
  };
  const mergeInto: PeopleDeeds["mergeInto"] = (target, items) => {
    const all = [target, ...items.filter(({ key }) => key !== target.key)];
    if (all.length < 2) return;
    if (target.kind === "person") mergeWith(target.person.id, all);
    else merge(all);
  };
  const ignore: PeopleDeeds["ignore"] = (items) => {
    const { groupIds, faceIds } = selectionOf(items);
    if (groupIds.length > 0) ignoreGroups.mutate({ groupIds });
    if (faceIds.length > 0) ignoreFaces.mutate({ faceIds });
  };
  return {
    name,
    askName: setNamed,
    merge,
    mergeInto,
    mark: mark.mutate,
    ignore,
    remove: (items) => {
      deletePeople.mutate({ personIds: selectionOf(items).people.map(({ id }) => id) });
    },
    dialogs: (
      <>
        {naming.dialogs}
        {merging.dialogs}
        {merged !== null && (
          <MergeDialog
            people={selectionOf(merged).people}
            onClose={() => {
              setMerged(null);
            }}
            onChoose={(intoId) => {
              setMerged(null);
              mergeWith(intoId, merged);
            }}
          />
        )}
        {named !== null && (
          <NameDialog
            groups={selectionOf(named).unnamed}
            onClose={() => {
              setNamed(null);
            }}
            onChoose={(person) => {
              setNamed(null);
              name(named, person);
            }}
          />
        )}
      </>
    ),
  };
}
