import { Ban, Check, FolderOutput, ImageIcon, ScanFace, Split, UserRoundMinus } from "lucide-react";
import { useMemo } from "react";
import type { PersonFaces as Faces, PersonHeader } from "../../../app/people/person-page.ts";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { useSelection } from "../../components/virtual-grid/use-selection.ts";
import { texts } from "../../texts/texts.ts";
import { facesByYear } from "./face-sections.ts";
import { FacesPanel, type FaceTool } from "./faces-panel.tsx";
import styles from "./person.module.css";
import { useFaceDeeds } from "./use-face-deeds.tsx";

/** All faces of a person, by year. */
export function PersonFaces({ person }: { readonly person: PersonHeader & Faces }) {
  const { faces, name, id } = person;
  const sections = useMemo(() => facesByYear(faces), [faces]);
  const order = useMemo(() => faces.map((face) => face.id), [faces]);
  const selection = useSelection(order);
  const deeds = useFaceDeeds(id, selection.clear);
  const assigned = useMemo(
    () => faces.filter(({ probability }) => probability !== null).map((face) => face.id),
    [faces],
  );
  const isAssigned = useMemo(() => new Set(assigned), [assigned]);
  if (faces.length === 0) {
    return <EmptyState icon={ScanFace} title={texts.person.noFaces} text={texts.person.noFacesText(name)} />;
  }
  const tools: FaceTool[] = [
    {
      label: texts.person.confirm,
      ...{ icon: Check, keys: "c", isMain: true },
      run: (faceIds) => {
        deeds.confirm(faceIds.filter((faceId) => isAssigned.has(faceId)));
      },
    },
    { label: texts.person.moveTo, icon: FolderOutput, keys: "m", run: deeds.askMove },
    {
      label: texts.person.removeFrom(name),
      ...{ icon: UserRoundMinus, keys: "Delete" },
      run: deeds.removeFromPerson,
    },
    { label: texts.person.splitOff, icon: Split, keys: "s", run: deeds.split },
    {
      label: texts.person.setCover,
      ...{ icon: ImageIcon, keys: "v", isForOne: true },
      run: ([faceId]) => {
        if (faceId !== undefined) deeds.setCover(faceId);
      },
    },
    { label: texts.person.notAFace, icon: Ban, keys: "x", run: deeds.deleteFalse },
  ];
  const isConfirmable = selection.ids.length === 0 || selection.ids.some((faceId) => isAssigned.has(faceId));
  return (
    <>
      <FacesPanel
        label={texts.person.facesOf(name)}
        sections={sections}
        selection={selection}
        tools={isConfirmable ? tools : tools.slice(1)}
        source={{ query: `person:${String(id)}` }}
        header={
          assigned.length > 0 && (
            <div className={styles["notice"]}>
              <p>{texts.person.assigned(assigned.length)}</p>
              <Button
                size="small"
                onClick={() => {
                  deeds.confirm(assigned);
                }}
              >
                <Check size={16} aria-hidden />
                {texts.person.confirmAll(assigned.length)}
              </Button>
            </div>
          )
        }
      />
      {deeds.dialogs}
    </>
  );
}
