import { useQuery } from "@tanstack/react-query";
import type { ListedAlbum } from "../../app/albums/list-albums.ts";
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
