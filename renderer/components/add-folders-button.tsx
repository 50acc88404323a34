import { FolderPlus } from "lucide-react";
import { useState } from "react";
import { useAddFolders, useChooseFolders, useFolders } from "../api/folders.ts";
import { texts } from "../texts/texts.ts";
import { Button } from "./button.tsx";
import { FolderBrowserDialog } from "./folder-browser/folder-browser-dialog.tsx";

interface AddFoldersButtonProps {
  readonly look?: "main" | "plain";
  /** Called when folders were added; their scan has begun. */
  readonly onAdded?: () => void;
}

/** Adds folders: by the system's dialog in the desktop app, from a list in a browser. */
export function AddFoldersButton({ look = "plain", onAdded }: AddFoldersButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const folders = useFolders();
  const onDone = () => {
    setOpen(false);
    onAdded?.();
  };
  const add = useAddFolders({ onDone });
  const choose = useChooseFolders({ onDone });
  return (
    <>
      <Button
        look={look}
        disabled={folders.data === undefined || choose.isPending}
        onClick={() => {
          if (folders.data?.canChoose === true) choose.mutate();
          else setOpen(true);
        }}
      >
        <FolderPlus size={16} aria-hidden />
        {texts.folders.add}
      </Button>
      <FolderBrowserDialog
        isOpen={isOpen}
        onClose={() => {
          setOpen(false);
        }}
        title={texts.folders.chooseTitle}
        choice="many"
        actionLabel={texts.folders.addChosen}
        onChoose={(places) => {
          add.mutate(places.map(({ place }) => place));
        }}
      />
    </>
  );
}
