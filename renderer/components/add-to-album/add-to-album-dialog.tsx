import { Combobox } from "@base-ui/react/combobox";
import { LibraryBig, Plus } from "lucide-react";
import { useState } from "react";
import { useAddToAlbum, useAlbums, useCreateAlbum, type ListedAlbum } from "../../api/albums.ts";
import { texts } from "../../texts/texts.ts";
import { Dialog } from "../dialog.tsx";
import { QueryState } from "../query-state.tsx";
import { ThumbnailPicture } from "../thumbnail-picture.tsx";
import styles from "./add-to-album.module.css";
import { albumChoices, labelOf, type AlbumChoice } from "./album-choices.ts";

interface AddToAlbumDialogProps {
  readonly photoIds: readonly number[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Puts photos into an album that is chosen by typing a part of its name, or into a new one. */
export function AddToAlbumDialog({ photoIds, isOpen, onClose }: AddToAlbumDialogProps) {
  const albums = useAlbums();
  const add = useAddToAlbum();
  const create = useCreateAlbum();
  const choose = (choice: AlbumChoice) => {
    if (choice.kind === "album") add.mutate({ albumId: choice.album.id, photoIds });
    else create.mutate({ name: choice.name, photoIds: [...photoIds] });
    onClose();
  };
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={texts.albums.addTitle(photoIds.length)}>
      <QueryState query={albums}>{(list) => <AlbumChooser albums={list} onChoose={choose} />}</QueryState>
    </Dialog>
  );
}

function AlbumChooser({
  albums,
  onChoose,
}: {
  readonly albums: readonly ListedAlbum[];
  readonly onChoose: (choice: AlbumChoice) => void;
}) {
  const [typed, setTyped] = useState("");
  const choices = albumChoices(albums, typed);
  return (
    <Combobox.Root
      inline
      open
      autoHighlight
      items={choices}
      filter={null}
      value={null}
      itemToStringLabel={labelOf}
      inputValue={typed}
      onInputValueChange={setTyped}
      onValueChange={(choice: AlbumChoice | null) => {
        if (choice !== null) onChoose(choice);
      }}
    >
      <Combobox.Input
        // The dialog looks for what to focus when it opens; the albums may have been read only later.
        autoFocus
        className={styles["input"]}
        aria-label={texts.albums.chooseLabel}
        placeholder={texts.albums.choosePlaceholder}
      />
      <Combobox.Empty className={styles["none"]}>{texts.albums.noManualAlbums}</Combobox.Empty>
      <Combobox.List className={styles["list"]} aria-label={texts.shell.albums}>
        {(choice: AlbumChoice) => (
          <Combobox.Item
            key={choice.kind === "album" ? choice.album.id : "new"}
            value={choice}
            className={styles["choice"]}
          >
            {choice.kind === "album" ? (
              <>
                {choice.album.coverPhotoId === null ? (
                  <span className={styles["noCover"]}>
                    <LibraryBig size={20} aria-hidden />
                  </span>
                ) : (
                  <ThumbnailPicture photoId={choice.album.coverPhotoId} size={40} />
                )}
                <span className={styles["name"]}>{choice.album.name}</span>
                <span className={styles["count"]}>{texts.units.photos(choice.album.photos)}</span>
              </>
            ) : (
              <>
                <span className={styles["noCover"]}>
                  <Plus size={20} aria-hidden />
                </span>
                <span className={styles["name"]}>{texts.albums.newNamed(choice.name)}</span>
              </>
            )}
          </Combobox.Item>
        )}
      </Combobox.List>
    </Combobox.Root>
  );
}
