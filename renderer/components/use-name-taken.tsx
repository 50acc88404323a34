import { useState, type ReactNode } from "react";
import { z } from "zod";
import { usePeople, type PersonChoice } from "../api/people.ts";
import { RequestError } from "../api/read-answer.ts";
import { texts } from "../texts/texts.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { PersonButton } from "./person-button.tsx";

const takenDetails = z.object({
  personName: z.string(),
  people: z.array(z.object({ id: z.number(), faces: z.number() })),
});

interface Taken extends z.infer<typeof takenDetails> {
  readonly onChoose: (person: PersonChoice) => void;
}

/** Asks whether somebody of the same name is the same person. */
export interface NameTaken {
  /**
   * For `onRefused` of a change: true when the error is that a name is taken, and the user is asked. `onChoose` then
   * gets the person who has the name, or the name again, to be allowed for somebody else.
   */
  readonly ask: (error: Error, onChoose: (person: PersonChoice) => void) => boolean;
  /** To be rendered somewhere; nothing while nothing is asked. */
  readonly dialog: ReactNode;
}

/** The question "same person, or somebody else of that name?" */
export function useNameTaken(): NameTaken {
  const [taken, setTaken] = useState<Taken | null>(null);
  const ask: NameTaken["ask"] = (error, onChoose) => {
    if (!(error instanceof RequestError) || error.code !== "NameTakenError") return false;
    const details = takenDetails.safeParse(error.details);
    if (!details.success) return false;
    setTaken({ ...details.data, onChoose });
    return true;
  };
  const close = () => {
    setTaken(null);
  };
  return { ask, dialog: taken === null ? null : <TakenDialog {...taken} onClose={close} /> };
}

function TakenDialog({ personName, people, onChoose, onClose }: Taken & { readonly onClose: () => void }) {
  const known = usePeople().data?.people ?? [];
  const choose = (person: PersonChoice) => {
    onClose();
    onChoose(person);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={texts.people.nameTaken(personName)}
      text={texts.people.nameTakenText(personName, people.length)}
      actions={
        <Button
          onClick={() => {
            choose({ name: personName, allowSameName: true });
          }}
        >
          {texts.people.somebodyElse}
        </Button>
      }
    >
      <ul>
        {people.map(({ id, faces }) => (
          <li key={id}>
            <PersonButton
              title={texts.people.samePerson}
              note={`${personName}, ${texts.units.faces(faces)}`}
              faceId={known.find((person) => person.id === id)?.shownFaceId ?? null}
              onClick={() => {
                choose({ id });
              }}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
