import { useState, type SyntheticEvent } from "react";
import { useCreateAlbum } from "../../api/albums.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./search-screen.module.css";

/** Makes an album of the search, which fills itself. */
export function SaveSearch({ query }: { readonly query: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        onClick={() => {
          setOpen(true);
        }}
      >
        {texts.search.save}
      </Button>
      {isOpen && (
        <SaveDialog
          query={query}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

const formId = "save-search";

function SaveDialog({ query, onClose }: { readonly query: string; readonly onClose: () => void }) {
  const [name, setName] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const create = useCreateAlbum({
    onDone: onClose,
    onRefused: ({ message }) => {
      setRefusal(message);
      return true;
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    create.mutate({ name, query });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={texts.search.saveTitle}
      text={texts.search.saveText(query)}
      actions={
        <Button look="main" type="submit" form={formId} disabled={name.trim() === "" || create.isPending}>
          {texts.search.saveIt}
        </Button>
      }
    >
      <form id={formId} className={styles["form"]} onSubmit={submit}>
        <label className={styles["field"]}>
          {texts.search.albumName}
          <input
            className={styles["input"]}
            value={name}
            maxLength={500}
            dir="auto"
            // The dialog asks for nothing else.
            autoFocus
            onChange={({ currentTarget }) => {
              setName(currentTarget.value);
              setRefusal(null);
            }}
          />
        </label>
        {refusal !== null && (
          <p role="alert" className={styles["refusal"]}>
            {refusal}
          </p>
        )}
      </form>
    </Dialog>
  );
}
