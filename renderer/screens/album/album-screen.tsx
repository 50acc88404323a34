import { Ellipsis, Image, LibraryBig, Trash2 } from "lucide-react";
import { useLocation } from "wouter";
import {
  useAlbum,
  useAlbumCover,
  useRemoveFromAlbum,
  useReorderAlbum,
  type ListedAlbum,
} from "../../api/albums.ts";
import { usePhotoLayout } from "../../api/photos.ts";
import { AddToAlbumButton } from "../../components/add-to-album/add-to-album-button.tsx";
import { ButtonLink } from "../../components/button-link.tsx";
import { Button, IconButton } from "../../components/button.tsx";
import { Menu } from "../../components/context-menu.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { PhotoGrid } from "../../components/photo-grid/photo-grid.tsx";
import type { PhotoMenuItems } from "../../components/photo-grid/use-photo-menu.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { texts } from "../../texts/texts.ts";
import { useAlbumDeeds } from "../albums/use-album-deeds.tsx";
import styles from "./album-screen.module.css";
import { moves } from "./moves.ts";

/** The photos of one album. */
export function AlbumScreen({ albumId }: { readonly albumId: number }) {
  const album = useAlbum(albumId);
  const [, navigate] = useLocation();
  const { itemsOf, dialogs } = useAlbumDeeds(() => {
    navigate("/albums");
  });
  return (
    <div className={styles["screen"]}>
      <QueryState query={album}>
        {(found) => (
          <>
            <header className={styles["header"]}>
              <div className={styles["words"]}>
                <h1 className={styles["title"]}>
                  <bdi>{found.name}</bdi>
                </h1>
                <p className={styles["count"]}>
                  {texts.units.photos(found.photos)}
                  {found.query !== null && ` · ${found.query}`}
                </p>
              </div>
              <ButtonLink href="/albums" look="quiet">
                {texts.albums.backToAlbums}
              </ButtonLink>
              <Menu
                items={itemsOf(found)}
                button={
                  <IconButton look="plain" label={texts.albums.menuOf(found.name)}>
                    <Ellipsis size={18} aria-hidden />
                  </IconButton>
                }
              />
            </header>
            {found.problem === null ? (
              <AlbumPhotos album={found} />
            ) : (
              <EmptyState icon={LibraryBig} title={texts.albums.problem} text={found.problem} />
            )}
          </>
        )}
      </QueryState>
      {dialogs}
    </div>
  );
}

function AlbumPhotos({ album }: { readonly album: ListedAlbum }) {
  const source = { album: album.id };
  const layout = usePhotoLayout(source);
  const remove = useRemoveFromAlbum();
  const cover = useAlbumCover();
  const menuOf: PhotoMenuItems = (photoIds, done) => [
    ...photoIds.slice(0, photoIds.length === 1 ? 1 : 0).map((photoId) => ({
      label: texts.albums.cover,
      icon: Image,
      run: () => {
        cover.mutate({ albumId: album.id, photoId });
      },
    })),
    ...(album.query === null
      ? [
          {
            label: texts.albums.takeOut(photoIds.length),
            ...{ icon: Trash2, isDanger: true },
            run: () => {
              remove.mutate({ albumId: album.id, photoIds }, { onSuccess: done });
            },
          },
        ]
      : []),
  ];
  return (
    <QueryState query={layout}>
      {(photos) =>
        photos.total === 0 ? (
          <EmptyState
            icon={LibraryBig}
            title={album.query === null ? texts.albums.emptyAlbum : texts.albums.emptySmart}
            {...(album.query === null && {
              text: texts.albums.emptyAlbumText,
              action: { label: texts.albums.toPhotos, href: "/" },
            })}
          />
        ) : (
          <PhotoGrid
            layout={photos}
            source={source}
            menuOf={menuOf}
            actions={(photoIds, done) => (
              <AlbumActions album={album} ids={photos.ids} chosen={photoIds} onDone={done} />
            )}
          />
        )
      }
    </QueryState>
  );
}

interface AlbumActionsProps {
  readonly album: ListedAlbum;
  /** All photos of the album, in their order. */
  readonly ids: readonly number[];
  readonly chosen: readonly number[];
  readonly onDone: () => void;
}

function AlbumActions({ album, ids, chosen, onDone }: AlbumActionsProps) {
  const remove = useRemoveFromAlbum();
  const reorder = useReorderAlbum();
  const cover = useAlbumCover();
  const [only] = chosen;
  return (
    <>
      <AddToAlbumButton photoIds={chosen} size="small" />
      {chosen.length === 1 && only !== undefined && (
        <Button
          size="small"
          onClick={() => {
            cover.mutate({ albumId: album.id, photoId: only });
          }}
        >
          <Image size={16} aria-hidden />
          {texts.albums.cover}
        </Button>
      )}
      {album.query === null && (
        <>
          <Menu
            items={moves(ids, chosen).map(({ label, beforePhotoId }) => ({
              label,
              isDisabled: beforePhotoId === undefined,
              run: () => {
                if (beforePhotoId !== undefined)
                  reorder.mutate({ albumId: album.id, photoIds: chosen, beforePhotoId });
              },
            }))}
            button={<Button size="small">{texts.albums.move}</Button>}
          />
          <Button
            size="small"
            look="danger"
            onClick={() => {
              remove.mutate({ albumId: album.id, photoIds: chosen }, { onSuccess: onDone });
            }}
          >
            <Trash2 size={16} aria-hidden />
            {texts.albums.takeOut(chosen.length)}
          </Button>
        </>
      )}
    </>
  );
}
