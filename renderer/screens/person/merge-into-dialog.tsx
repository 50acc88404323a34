import type { PersonHeader } from "../../../app/people/person-page.ts";
import { Dialog } from "../../components/dialog.tsx";
import { NameInput } from "../../components/name-input.tsx";
import { texts } from "../../texts/texts.ts";

interface MergeIntoDialogProps {
  readonly person: Pick<PersonHeader, "id" | "name">;
  readonly onChoose: (intoId: number) => void;
  readonly onClose: () => void;
}

/** Who is this really? */
export function MergeIntoDialog({ person, onChoose, onClose }: MergeIntoDialogProps) {
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={texts.person.mergeTitle(person.name)}
      text={texts.person.mergeText(person.name)}
    >
      <NameInput
        label={texts.people.filter}
        exceptIds={[person.id]}
        isKnownOnly
        autoFocus
        onCancel={onClose}
        onChoose={(choice) => {
          if ("id" in choice) onChoose(choice.id);
        }}
      />
    </Dialog>
  );
}
