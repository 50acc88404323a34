import { Images } from "lucide-react";
import { usePhotoLayout } from "../../api/photos.ts";
import { AddToAlbumButton } from "../../components/add-to-album/add-to-album-button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { PhotoGrid } from "../../components/photo-grid/photo-grid.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { texts } from "../../texts/texts.ts";

/** All photos that show a person. */
export function PersonPhotos({ personId, name }: { readonly personId: number; readonly name: string }) {
  const source = { query: `person:${String(personId)}` };
  const layout = usePhotoLayout(source);
  return (
    <QueryState query={layout}>
      {(photos) =>
        photos.total === 0 ? (
          <EmptyState icon={Images} title={texts.person.noPhotos(name)} />
        ) : (
          <PhotoGrid
            layout={photos}
            source={source}
            label={texts.person.photosOf(name)}
            actions={(photoIds) => <AddToAlbumButton photoIds={photoIds} size="small" />}
          />
        )
      }
    </QueryState>
  );
}
