import { FolderPlus } from "lucide-react";
import { useState } from "react";
import { texts } from "../../texts/texts.ts";
import { Button } from "../button.tsx";
import { AddToAlbumDialog } from "./add-to-album-dialog.tsx";

interface AddToAlbumButtonProps {
  readonly photoIds: readonly number[];
  readonly size?: "usual" | "small";
}

/** "Add to album…" for chosen photos. */
export function AddToAlbumButton({ photoIds, size = "usual" }: AddToAlbumButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size={size}
        disabled={photoIds.length === 0}
        onClick={() => {
          setOpen(true);
        }}
      >
        <FolderPlus size={16} aria-hidden />
        {texts.albums.addTo}
      </Button>
      <AddToAlbumDialog
        photoIds={photoIds}
        isOpen={isOpen}
        onClose={() => {
          setOpen(false);
        }}
      />
    </>
  );
}
