import { Images } from "lucide-react";
import { usePhotoLayout } from "../../api/photos.ts";
import { AddToAlbumButton } from "../../components/add-to-album/add-to-album-button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { PhotoGrid } from "../../components/photo-grid/photo-grid.tsx";
import { StackSwitch } from "../../components/photo-grid/stack-switch.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./library-screen.module.css";

/** Every photo, newest first. */
export function LibraryScreen() {
  const layout = usePhotoLayout(allPhotos);
  return (
    <div className={styles["screen"]}>
      <QueryState query={layout}>
        {(photos) =>
          photos.total === 0 ? (
            <EmptyState
              icon={Images}
              title={texts.library.empty}
              text={texts.library.emptyText}
              action={{ label: texts.library.chooseFolders, href: "/welcome" }}
            />
          ) : (
            <>
              <header className={styles["header"]}>
                <h1>{texts.library.title}</h1>
                <p className={styles["count"]}>{texts.units.photos(photos.total)}</p>
                <span className={styles["switch"]}>
                  <StackSwitch layout={photos} />
                </span>
              </header>
              <PhotoGrid
                layout={photos}
                source={allPhotos}
                actions={(photoIds) => <AddToAlbumButton photoIds={photoIds} size="small" />}
              />
            </>
          )
        }
      </QueryState>
    </div>
  );
}

const allPhotos = { query: "" };
