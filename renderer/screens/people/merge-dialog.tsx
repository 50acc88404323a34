import type { PersonInList } from "../../../app/people/everybody.ts";
import { Dialog } from "../../components/dialog.tsx";
import { PersonButton } from "../../components/person-button.tsx";
import { texts } from "../../texts/texts.ts";

interface MergeDialogProps {
  /** At least two. */
  readonly people: readonly PersonInList[];
  readonly onChoose: (personId: number) => void;
  readonly onClose: () => void;
}

/** Several people become one: whose name stays? */
export function MergeDialog({ people, onChoose, onClose }: MergeDialogProps) {
  // The first has the focus: the name that most faces have.
  const byFaces = people.toSorted((a, b) => b.faces - a.faces || a.id - b.id);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={texts.people.mergePeople(people.length)}
      text={`${texts.people.whoStays} ${texts.people.whoStaysText}`}
    >
      <ul>
        {byFaces.map(({ id, name, shownFaceId, faces, photos }) => (
          <li key={id}>
            <PersonButton
              title={texts.people.keepName(name)}
              note={texts.people.counts(faces, photos)}
              faceId={shownFaceId}
              onClick={() => {
                onChoose(id);
              }}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
