import { useQuery } from "@tanstack/react-query";
import type { PhotoList } from "../../app/api/photos.ts";
import { client } from "./client.ts";
import type { QueryKey } from "./query-keys.ts";
import { readAnswer } from "./read-answer.ts";

/** A list of photos: what a search finds (every photo without a word in it), or an album. */
export type PhotoSource = { readonly query: string } | { readonly album: number };

/** Where every photo of a list goes. It is read anew when photos come, go or are named. */
export function usePhotoLayout(source: PhotoSource) {
  return useQuery({ queryKey: layoutKey(source), queryFn: async () => await readLayout(source) });
}

function layoutKey(source: PhotoSource): QueryKey {
  return "album" in source ? ["albums", "layout", source.album] : ["photos", "layout", source.query];
}

async function readLayout(source: PhotoSource): Promise<PhotoList> {
  const query = "album" in source ? { album: String(source.album) } : { query: source.query };
  return await readAnswer(client.photos.$get({ query }));
}
