import { useState } from "react";
import { useExportAlbum, type ExportMode, type ListedAlbum } from "../../api/albums.ts";
import { useFolders } from "../../api/folders.ts";
import { Button } from "../../components/button.tsx";
import { ChoiceList } from "../../components/choice-list.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { FolderBrowserDialog } from "../../components/folder-browser/folder-browser-dialog.tsx";
import { useToasts } from "../../components/use-toasts.ts";
import { texts } from "../../texts/texts.ts";

const modes: readonly { readonly value: ExportMode; readonly label: string; readonly text: string }[] = [
  { value: "copy", label: texts.albums.asCopies, text: texts.albums.asCopiesText },
  { value: "link", label: texts.albums.asLinks, text: texts.albums.asLinksText },
];

/** Exports an album: how, then where to. */
export function ExportDialog({
  album,
  onClose,
}: {
  readonly album: ListedAlbum;
  readonly onClose: () => void;
}) {
  const [mode, setMode] = useState<ExportMode>("copy");
  const [isChoosing, setChoosing] = useState(false);
  const canChoose = useFolders().data?.canChoose === true;
  const { say } = useToasts();
  const start = useExportAlbum({
    onDone: (hasBegun) => {
      if (!hasBegun) return;
      say(texts.albums.exportBegun);
      onClose();
    },
  });
  return (
    <>
      <Dialog
        isOpen={!isChoosing}
        onClose={onClose}
        title={texts.albums.exportTitle(album.name)}
        text={texts.albums.exportText(album.name)}
        actions={
          <Button
            look="main"
            disabled={start.isPending}
            onClick={() => {
              if (canChoose) start.mutate({ albumId: album.id, place: null, mode });
              else setChoosing(true);
            }}
          >
            {texts.albums.chooseFolder}
          </Button>
        }
      >
        <ChoiceList label={texts.albums.exportAs} value={mode} choices={modes} onChange={setMode} />
      </Dialog>
      <FolderBrowserDialog
        isOpen={isChoosing}
        onClose={() => {
          setChoosing(false);
        }}
        title={texts.albums.exportTitle(album.name)}
        choice="one"
        actionLabel={(_count, name) => texts.albums.exportTo(name)}
        onChoose={([place]) => {
          if (place !== undefined) start.mutate({ albumId: album.id, place: place.place, mode });
        }}
      />
    </>
  );
}
