import { useMutation, useQuery } from "@tanstack/react-query";
import type { ListedAlbum } from "../../app/albums/list-albums.ts";
import { useToasts } from "../components/use-toasts.ts";
import { useChange } from "./change.ts";
import { client } from "./client.ts";
import { readAnswer } from "./read-answer.ts";

export type { ListedAlbum };

/** Every album, in the order of the user. */
export function useAlbums() {
  return useQuery({
    queryKey: ["albums", "list"],
    queryFn: async () => (await readAnswer(client.albums.$get())).albums,
  });
}

/** One album with what is in it. */
export function useAlbum(albumId: number) {
  return useQuery({
    queryKey: ["albums", "one", albumId],
    queryFn: async () => await readAnswer(client.albums[":id"].$get({ param: { id: String(albumId) } })),
  });
}

const param = (albumId: number) => ({ param: { id: String(albumId) } });

/** A new album: filled by hand, or by a search. */
export type NewAlbum =
  { readonly name: string; readonly photoIds?: number[] } | { readonly name: string; readonly query: string };

/** Makes an album. */
export function useCreateAlbum(options?: Parameters<typeof useChange<NewAlbum, { id: number }>>[1]) {
  return useChange(async (json: NewAlbum) => await readAnswer(client.albums.$post({ json })), options);
}

/** Puts photos into an album that is filled by hand. */
export function useAddToAlbum() {
  return useChange(
    async ({ albumId, photoIds }: { readonly albumId: number; readonly photoIds: readonly number[] }) =>
      await readAnswer(
        client.albums[":id"].add.$post({ ...param(albumId), json: { photoIds: [...photoIds] } }),
      ),
  );
}

/** Gives an album another name. */
export function useRenameAlbum(
  options?: Parameters<typeof useChange<{ readonly albumId: number; readonly name: string }, unknown>>[1],
) {
  return useChange(
    async ({ albumId, name }: { readonly albumId: number; readonly name: string }) =>
      await readAnswer(client.albums[":id"].rename.$post({ ...param(albumId), json: { name } })),
    options,
  );
}

/** Changes the search that fills an album. */
export function useChangeAlbumQuery(
  options?: Parameters<typeof useChange<{ readonly albumId: number; readonly query: string }, unknown>>[1],
) {
  return useChange(
    async ({ albumId, query }: { readonly albumId: number; readonly query: string }) =>
      await readAnswer(client.albums[":id"].query.$post({ ...param(albumId), json: { query } })),
    options,
  );
}

/** Removes an album; its photos stay. */
export function useDeleteAlbum(options?: { readonly onDone: () => void }) {
  return useChange(
    async (albumId: number) => await readAnswer(client.albums[":id"].delete.$post(param(albumId))),
    options,
  );
}

/** Puts the albums into this order. */
export function useOrderAlbums() {
  return useChange(
    async (albumIds: readonly number[]) =>
      await readAnswer(client.albums.order.$post({ json: { albumIds: [...albumIds] } })),
  );
}

interface OfAlbum {
  readonly albumId: number;
  readonly photoIds: readonly number[];
}

/** Takes photos out of an album that is filled by hand. */
export function useRemoveFromAlbum() {
  return useChange(
    async ({ albumId, photoIds }: OfAlbum) =>
      await readAnswer(
        client.albums[":id"].remove.$post({ ...param(albumId), json: { photoIds: [...photoIds] } }),
      ),
  );
}

/** Moves photos within an album, before another one, null = to the end. */
export function useReorderAlbum() {
  return useChange(
    async ({ albumId, photoIds, beforePhotoId }: OfAlbum & { readonly beforePhotoId: number | null }) =>
      await readAnswer(
        client.albums[":id"].reorder.$post({
          ...param(albumId),
          json: { photoIds: [...photoIds], beforePhotoId },
        }),
      ),
  );
}

/** Chooses the photo that stands for an album; null = leave it to Familiar. */
export function useAlbumCover() {
  return useChange(
    async ({ albumId, photoId }: { readonly albumId: number; readonly photoId: number | null }) =>
      await readAnswer(client.albums[":id"].cover.$post({ ...param(albumId), json: { photoId } })),
  );
}

/** How files are exported: as copies, or as hard links, which take no space. */
export type ExportMode = "copy" | "link";

/** Puts the photos of an album into a folder, as a job. `place` null = the system's own dialog. */
export function useExportAlbum(options: { readonly onDone: (hasBegun: boolean) => void }) {
  const { complain } = useToasts();
  return useMutation({
    mutationFn: async (wish: {
      readonly albumId: number;
      readonly place: number | null;
      readonly mode: ExportMode;
    }) =>
      await readAnswer(
        client.albums[":id"].export.$post({
          ...param(wish.albumId),
          json: { place: wish.place, mode: wish.mode },
        }),
      ),
    onSuccess: ({ job }) => {
      options.onDone(job !== null);
    },
    onError: complain,
  });
}
