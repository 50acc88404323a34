import { useEnrol, type LiveFace } from "../../api/live.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { NameInput } from "../../components/name-input.tsx";
import { useNameTaken } from "../../components/use-name-taken.tsx";
import type { PersonChoice } from "../../api/people.ts";
import { texts } from "../../texts/texts.ts";
import { FaceShot } from "./face-shot.tsx";
import styles from "./live-screen.module.css";

/** A face before the camera that is to be named. */
export interface FaceToName {
  readonly sessionId: string;
  readonly face: LiveFace;
  /** Of the moment when it was chosen; never leaves this window. */
  readonly picture: HTMLCanvasElement;
}

interface EnrolDialogProps extends FaceToName {
  readonly isMirrored: boolean;
  readonly onClose: () => void;
}

/** Who is this? Tells what is kept before it is kept. */
export function EnrolDialog({ sessionId, face, picture, isMirrored, onClose }: EnrolDialogProps) {
  const { track, identity } = face;
  const taken = useNameTaken();
  const enrol = useEnrol({
    onDone: onClose,
    onRefused: (error, enrolment) =>
      taken.ask(error, (person) => {
        enrol.mutate({ ...enrolment, person });
      }),
  });
  const choose = (person: PersonChoice) => {
    enrol.mutate({ sessionId, track, person });
  };
  const isKnown = identity.kind === "known" || identity.kind === "likely";
  return (
    <>
      <Dialog
        isOpen
        onClose={onClose}
        title={texts.live.whoIsThis}
        text={texts.live.kept}
        actions={
          isKnown && (
            <Button
              disabled={enrol.isPending}
              onClick={() => {
                choose({ id: identity.personId });
              }}
            >
              {texts.live.yes(identity.name)}
            </Button>
          )
        }
      >
        <div className={styles["toName"]}>
          <FaceShot picture={picture} side={96} isMirrored={isMirrored} label={texts.live.face} />
          <div className={styles["toNameWords"]}>
            {isKnown && <p>{texts.live.takenFor(identity.name, identity.probability)}</p>}
            <NameInput label={texts.live.name} onChoose={choose} onCancel={onClose} autoFocus />
          </div>
        </div>
      </Dialog>
      {taken.dialog}
    </>
  );
}
