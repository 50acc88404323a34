import { useState } from "react";
import { useRenamePerson } from "../../api/people.ts";
import { Button } from "../../components/button.tsx";
import { useNameTaken } from "../../components/use-name-taken.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./person.module.css";

interface RenameFieldProps {
  readonly personId: number;
  readonly name: string;
  readonly onDone: () => void;
  /** It turned out to be somebody who is there already. */
  readonly onSame: (personId: number) => void;
}

/** A person's name, to be written anew in its place. Enter keeps it, Escape leaves it as it was. */
export function RenameField({ personId, name, onDone, onSame }: RenameFieldProps) {
  const [typed, setTyped] = useState(name);
  const taken = useNameTaken();
  const rename = useRenamePerson({
    onDone,
    onRefused: (error, input) =>
      taken.ask(error, (person) => {
        if ("id" in person) onSame(person.id);
        else rename.mutate({ ...input, allowSameName: true });
      }),
  });
  return (
    <form
      className={styles["renaming"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() === "" || typed.trim() === name) onDone();
        else rename.mutate({ personId, name: typed });
      }}
    >
      <input
        className={styles["renameField"]}
        aria-label={texts.person.newName}
        value={typed}
        dir="auto"
        maxLength={500}
        spellCheck={false}
        autoFocus
        onFocus={({ target }) => {
          target.select();
        }}
        onChange={({ target }) => {
          setTyped(target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") onDone();
        }}
      />
      <Button type="submit" look="main">
        {texts.person.saveName}
      </Button>
      <Button onClick={onDone}>{texts.shell.cancel}</Button>
      {taken.dialog}
    </form>
  );
}
