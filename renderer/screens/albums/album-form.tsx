import { useId, useState } from "react";
import { searchProblemOf } from "../../api/search.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { QueryBox } from "../../components/query-box/query-box.tsx";
import { TextField } from "../../components/text-field.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./albums-screen.module.css";

interface AlbumFormProps {
  readonly title: string;
  readonly actionLabel: string;
  /** What to ask for; undefined = it is not asked. */
  readonly name?: string;
  readonly query?: string;
  readonly error: Error | null;
  readonly onSave: (album: { readonly name: string; readonly query: string }) => void;
  readonly onClose: () => void;
}

/** Asks for the name of an album, for its search, or for both. */
export function AlbumForm(props: AlbumFormProps) {
  const { title, actionLabel, error, onSave, onClose } = props;
  const [name, setName] = useState(props.name ?? "");
  const [query, setQuery] = useState(props.query ?? "");
  const formId = useId();
  const problem = searchProblemOf(error);
  const isComplete =
    (props.name === undefined || name.trim() !== "") && (props.query === undefined || query.trim() !== "");
  const save = () => {
    if (isComplete) onSave({ name, query });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      actions={
        <Button look="main" type="submit" form={formId} disabled={!isComplete}>
          {actionLabel}
        </Button>
      }
    >
      <form
        id={formId}
        className={styles["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {props.name !== undefined && (
          <TextField label={texts.albums.name} value={name} onChange={setName} autoFocus />
        )}
        {props.query !== undefined && (
          <>
            <QueryBox
              label={texts.albums.query}
              query={props.query}
              onSearch={setQuery}
              onType={setQuery}
              problem={problem}
              autoFocus={props.name === undefined}
            />
            <p className={styles["hint"]}>{texts.albums.queryHint}</p>
          </>
        )}
        {error !== null && problem === null && (
          <p role="alert" className={styles["error"]}>
            {error.message}
          </p>
        )}
      </form>
    </Dialog>
  );
}
