import { Dialog } from "../../components/dialog.tsx";
import { FacePicture } from "../../components/face-picture.tsx";
import { NameInput, type NameChoice } from "../../components/name-input.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./people.module.css";

interface NameDialogProps {
  readonly groups: readonly { readonly key: string; readonly faceId: number; readonly faces: number }[];
  readonly onChoose: (person: NameChoice) => void;
  readonly onClose: () => void;
}

/** As many faces as fit in two rows. */
const mostShown = 10;

/** One name for several groups. */
export function NameDialog({ groups, onChoose, onClose }: NameDialogProps) {
  const faces = groups.reduce((sum, group) => sum + group.faces, 0);
  return (
    <Dialog isOpen onClose={onClose} title={texts.people.whoAreThey(groups.length, faces)}>
      <ul className={styles["named"]}>
        {groups.slice(0, mostShown).map(({ key, faceId }) => (
          <li key={key}>
            <FacePicture faceId={faceId} name="" size={72} />
          </li>
        ))}
      </ul>
      <NameInput label={texts.people.namePrompt} onChoose={onChoose} onCancel={onClose} autoFocus />
    </Dialog>
  );
}
