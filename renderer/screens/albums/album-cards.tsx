import { Ellipsis, LibraryBig, Sparkles } from "lucide-react";
import { useState, type DragEvent, type KeyboardEvent } from "react";
import { Link } from "wouter";
import { useOrderAlbums, type ListedAlbum } from "../../api/albums.ts";
import { IconButton } from "../../components/button.tsx";
import { ContextMenu, Menu, type MenuItem } from "../../components/context-menu.tsx";
import { ThumbnailPicture } from "../../components/thumbnail-picture.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./albums-screen.module.css";
import { useAlbumDeeds } from "./use-album-deeds.tsx";

/** Albums as cards that can be moved by pointer and keyboard. */
export function AlbumCards({ albums }: { readonly albums: readonly ListedAlbum[] }) {
  const order = useOrderAlbums();
  const { itemsOf, dialogs } = useAlbumDeeds();
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const ids = albums.map(({ id }) => id);
  const moveTo = (albumId: number, place: number) => {
    const others = ids.filter((id) => id !== albumId);
    const to = Math.max(0, Math.min(place, others.length));
    if (ids.indexOf(albumId) !== to) order.mutate([...others.slice(0, to), albumId, ...others.slice(to)]);
  };
  const endDrag = () => {
    setDragged(null);
    setOver(null);
  };
  return (
    <>
      <ul className={styles["cards"]} aria-description={texts.albums.orderHint}>
        {albums.map((album, place) => (
          <AlbumCard
            key={album.id}
            album={album}
            items={[
              {
                label: texts.albums.moveEarlier,
                keys: "Alt+ArrowLeft",
                isDisabled: place === 0,
                run: () => {
                  moveTo(album.id, place - 1);
                },
              },
              {
                label: texts.albums.moveLater,
                keys: "Alt+ArrowRight",
                isDisabled: place === albums.length - 1,
                run: () => {
                  moveTo(album.id, place + 1);
                },
              },
              null,
              ...itemsOf(album),
            ]}
            isTarget={over === album.id && dragged !== album.id}
            onMove={(by) => {
              moveTo(album.id, place + by);
            }}
            onDragStart={() => {
              setDragged(album.id);
            }}
            onDragOver={() => {
              if (dragged !== null) setOver(album.id);
              return dragged !== null;
            }}
            onDrop={() => {
              if (dragged !== null && dragged !== album.id) moveTo(dragged, place);
              endDrag();
            }}
            onDragEnd={endDrag}
          />
        ))}
      </ul>
      {dialogs}
    </>
  );
}

interface AlbumCardProps {
  readonly album: ListedAlbum;
  readonly items: readonly MenuItem[];
  readonly isTarget: boolean;
  readonly onMove: (by: number) => void;
  readonly onDragStart: () => void;
  /** Whether an album is being dragged. */
  readonly onDragOver: () => boolean;
  readonly onDrop: () => void;
  readonly onDragEnd: () => void;
}

function AlbumCard(props: AlbumCardProps) {
  const { album, items, isTarget, onMove, onDragStart, onDragOver, onDrop, onDragEnd } = props;
  const { id, name, photos, coverPhotoId, query, problem } = album;
  const move = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowLeft" && event.key !== "ArrowRight")) return;
    event.preventDefault();
    onMove(event.key === "ArrowLeft" ? -1 : 1);
  };
  return (
    <ContextMenu items={items}>
      <li
        className={styles["card"]}
        data-target={isTarget ? "" : undefined}
        draggable
        onDragStart={(event: DragEvent) => {
          event.dataTransfer.effectAllowed = "move";
          event.dataTransfer.setData("application/x-familiar-album", String(id));
          onDragStart();
        }}
        onDragOver={(event: DragEvent) => {
          if (onDragOver()) event.preventDefault();
        }}
        onDrop={(event: DragEvent) => {
          event.preventDefault();
          onDrop();
        }}
        onDragEnd={onDragEnd}
      >
        <Link
          href={`/albums/${String(id)}`}
          className={styles["link"]}
          aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight"
          draggable={false}
          onKeyDown={move}
        >
          <span className={styles["cover"]}>
            {coverPhotoId === null ? (
              <LibraryBig size={40} strokeWidth={1.25} aria-hidden />
            ) : (
              <ThumbnailPicture photoId={coverPhotoId} />
            )}
          </span>
          <span className={styles["name"]} title={name}>
            <bdi>{name}</bdi>
          </span>
          <span className={problem === null ? styles["count"] : styles["error"]}>
            {query !== null && <Sparkles size={13} role="img" aria-label={texts.albums.smart} />}
            {problem === null ? texts.units.photos(photos) : texts.albums.problem}
          </span>
        </Link>
        <span className={styles["menu"]}>
          <Menu
            items={items}
            button={
              <IconButton size="small" label={texts.albums.menuOf(name)}>
                <Ellipsis size={16} aria-hidden />
              </IconButton>
            }
          />
        </span>
      </li>
    </ContextMenu>
  );
}
