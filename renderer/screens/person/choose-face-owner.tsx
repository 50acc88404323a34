import { Dialog } from "../../components/dialog.tsx";
import { FacePicture } from "../../components/face-picture.tsx";
import { NameInput, type NameChoice } from "../../components/name-input.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./person.module.css";

interface ChooseFaceOwnerProps {
  readonly title: string;
  readonly faceIds: readonly number[];
  readonly exceptIds: readonly number[];
  readonly onChoose: (person: NameChoice) => void;
  readonly onClose: () => void;
}

/** As many faces as fit in two rows. */
const mostShown = 10;

/** Whose are these faces? */
export function ChooseFaceOwner({ title, faceIds, exceptIds, onChoose, onClose }: ChooseFaceOwnerProps) {
  return (
    <Dialog isOpen onClose={onClose} title={title}>
      <ul className={styles["faces"]}>
        {faceIds.slice(0, mostShown).map((faceId) => (
          <li key={faceId}>
            <FacePicture faceId={faceId} name="" size={72} />
          </li>
        ))}
      </ul>
      <NameInput
        label={texts.people.namePrompt}
        onChoose={onChoose}
        onCancel={onClose}
        exceptIds={exceptIds}
        autoFocus
      />
    </Dialog>
  );
}
