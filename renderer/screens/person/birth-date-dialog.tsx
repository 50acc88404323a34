import { useState } from "react";
import { useBirthDate } from "../../api/people.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./person.module.css";

interface BirthDateDialogProps {
  readonly personId: number;
  readonly birthDate: string | null;
  readonly onClose: () => void;
}

/** The day on which a person was born. */
export function BirthDateDialog({ personId, birthDate, onClose }: BirthDateDialogProps) {
  const [typed, setTyped] = useState(birthDate ?? "");
  const [refusal, setRefusal] = useState<string | null>(null);
  const change = useBirthDate({
    onDone: onClose,
    onRefused: ({ message }) => {
      setRefusal(message);
      return true;
    },
  });
  const formId = `birth-date-${String(personId)}`;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={texts.person.birthDate}
      text={texts.person.birthDateText}
      actions={
        <>
          {birthDate !== null && (
            <Button
              look="danger"
              onClick={() => {
                change.mutate({ personId, birthDate: null });
              }}
            >
              {texts.person.clearBirthDate}
            </Button>
          )}
          <Button type="submit" form={formId} look="main" disabled={typed === ""}>
            {texts.person.saveBirthDate}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className={styles["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          if (typed !== "") change.mutate({ personId, birthDate: typed });
        }}
      >
        <input
          type="date"
          className={styles["date"]}
          aria-label={texts.person.birthDate}
          aria-invalid={refusal !== null}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            setRefusal(null);
          }}
        />
        {refusal !== null && (
          <p role="alert" className={styles["refusal"]}>
            {refusal}
          </p>
        )}
      </form>
    </Dialog>
  );
}
