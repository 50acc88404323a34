import { Download, Pencil, Search, Tags, Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useChangeAlbumQuery, useDeleteAlbum, useRenameAlbum, type ListedAlbum } from "../../api/albums.ts";
import type { MenuItem } from "../../components/context-menu.tsx";
import { WriteNamesDialog } from "../../components/write-names/write-names-dialog.tsx";
import { texts } from "../../texts/texts.ts";
import { AlbumForm } from "./album-form.tsx";
import { ExportDialog } from "./export-dialog.tsx";

type Deed = "rename" | "query" | "export" | "write-names";

/** The menu of an album, and the dialogs that it opens; `dialogs` is to be shown somewhere. */
export function useAlbumDeeds(onDeleted?: () => void): {
  readonly itemsOf: (album: ListedAlbum) => readonly MenuItem[];
  readonly dialogs: ReactNode;
} {
  const [open, setOpen] = useState<{ readonly deed: Deed; readonly album: ListedAlbum } | null>(null);
  const close = () => {
    setOpen(null);
  };
  const remove = useDeleteAlbum({ onDone: () => onDeleted?.() });
  const itemsOf = (album: ListedAlbum): MenuItem[] => {
    const begin = (deed: Deed) => () => {
      setOpen({ deed, album });
    };
    return [
      { label: texts.albums.rename, icon: Pencil, run: begin("rename") },
      ...(album.query === null
        ? []
        : [{ label: texts.albums.changeQuery, icon: Search, run: begin("query") }]),
      {
        label: texts.albums.exportIt,
        icon: Download,
        isDisabled: album.photos === 0,
        run: begin("export"),
      },
      {
        label: texts.names.writeMenu(album.photos),
        icon: Tags,
        isDisabled: album.photos === 0,
        run: begin("write-names"),
      },
      null,
      {
        label: texts.albums.remove,
        icon: Trash2,
        isDanger: true,
        run: () => {
          remove.mutate(album.id);
        },
      },
    ];
  };
  return {
    itemsOf,
    dialogs: open !== null && <AlbumDialog deed={open.deed} album={open.album} onClose={close} />,
  };
}

interface AlbumDialogProps {
  readonly deed: Deed;
  readonly album: ListedAlbum;
  readonly onClose: () => void;
}

function AlbumDialog({ deed, album, onClose }: AlbumDialogProps) {
  const rename = useRenameAlbum({ onRefused: () => true });
  const change = useChangeAlbumQuery({ onRefused: () => true });
  if (deed === "write-names") {
    return (
      <WriteNamesDialog
        scope={{ albumIds: [album.id] }}
        title={texts.names.writeTitle(album.photos)}
        onClose={onClose}
      />
    );
  }
  if (deed === "export") return <ExportDialog album={album} onClose={onClose} />;
  if (deed === "rename") {
    return (
      <AlbumForm
        title={texts.albums.renameTitle(album.name)}
        actionLabel={texts.albums.save}
        name={album.name}
        error={rename.error}
        onClose={onClose}
        onSave={({ name }) => {
          rename.mutate({ albumId: album.id, name }, { onSuccess: onClose });
        }}
      />
    );
  }
  return (
    <AlbumForm
      title={texts.albums.changeQueryTitle(album.name)}
      actionLabel={texts.albums.save}
      query={album.query ?? ""}
      error={change.error}
      onClose={onClose}
      onSave={({ query }) => {
        change.mutate({ albumId: album.id, query }, { onSuccess: onClose });
      }}
    />
  );
}
