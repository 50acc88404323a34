import { queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import type { InferRequestType } from "hono/client";
import type { PhotoList } from "../../app/api/photos.ts";
import type { StackView } from "../../app/search/photo-layout.ts";
import { useToasts } from "../components/use-toasts.ts";
import { useChange } from "./change.ts";
import { client } from "./client.ts";
import type { QueryKey } from "./query-keys.ts";
import { readAnswer } from "./read-answer.ts";
import { useStackView } from "./stack-view.ts";

/** A list of photos: what a search finds (every photo without a word in it), or an album. */
export type PhotoSource = { readonly query: string } | { readonly album: number };

/** Where every photo of a list goes. It is read anew when photos come, go or are named. */
export function usePhotoLayout(source: PhotoSource) {
  const [stacks] = useStackView();
  return useQuery({
    queryKey: layoutKey(source, stacks),
    queryFn: async () => await readLayout(source, stacks),
    // Opening stacks is no reason to show nothing for a moment.
    placeholderData: (before, query) => (isSameList(query?.queryKey, source) ? before : undefined),
  });
}

function layoutKey(source: PhotoSource, stacks: StackView): QueryKey {
  const [part, list] =
    "album" in source ? (["albums", source.album] as const) : (["photos", source.query] as const);
  return [part, "layout", list, stacks];
}

function isSameList(key: QueryKey | undefined, source: PhotoSource): boolean {
  return key?.[2] === ("album" in source ? source.album : source.query);
}

async function readLayout(source: PhotoSource, stacks: StackView): Promise<PhotoList> {
  const query = "album" in source ? { album: String(source.album) } : { query: source.query };
  return await readAnswer(client.photos.$get({ query: { ...query, stacks } }));
}

async function readPhoto(photoId: number) {
  return await readAnswer(client.photos[":id"].$get({ param: { id: String(photoId) } }));
}

/** All that is known of a photo. */
export type Photo = Awaited<ReturnType<typeof readPhoto>>;

/** A face of it. */
export type PhotoFace = Photo["faces"][number];

/** How a photo is read; for neighbours before they are shown. */
export function photoQuery(photoId: number) {
  return queryOptions({
    queryKey: ["photos", "page", photoId],
    queryFn: async () => await readPhoto(photoId),
  });
}

/** What is known of a photo, with its faces. */
export function usePhoto(photoId: number) {
  return useQuery(photoQuery(photoId));
}

async function readCaptions(photoIds: readonly number[]) {
  return await readAnswer(client.photos.captions.$post({ json: { photoIds: [...photoIds] } }));
}

/** What there is to say of a photo below its picture. */
export type PhotoCaption = Awaited<ReturnType<typeof readCaptions>>["captions"][number];

/** How the captions of these photos are read, and read anew with them. */
export function captionsQuery(photoIds: readonly number[]) {
  return queryOptions({
    queryKey: ["photos", "captions", photoIds],
    queryFn: async () => await readCaptions(photoIds),
    gcTime: 60_000,
  });
}

/** Adds a person, known or new, to photos in which no face of them is to be seen; or takes that back. */
export function useAppearance(options: Parameters<typeof useChange<AddAppearance, unknown>>[1] = {}) {
  const add = useChange(
    async (json: AddAppearance) => await readAnswer(client.people.appearances.$post({ json })),
    options,
  );
  const remove = useChange(
    async (json: RemoveAppearance) => await readAnswer(client.people.appearances.remove.$post({ json })),
  );
  return { add, remove };
}

type AddAppearance = InferRequestType<typeof client.people.appearances.$post>["json"];
type RemoveAppearance = InferRequestType<typeof client.people.appearances.remove.$post>["json"];
type DrawFace = InferRequestType<typeof client.faces.draw.$post>["json"];

/** Adds a face that was not found. `onDrawn` gets its number. */
export function useDrawFace(onDrawn: (faceId: number) => void) {
  return useChange(async (json: DrawFace) => await readAnswer(client.faces.draw.$post({ json })), {
    onDone: ({ result }) => {
      onDrawn(result.faceId);
    },
  });
}

/** Ignores all faces of a photo that have no name, but these. */
export function useIgnoreOthers() {
  return useChange(
    async (json: { photoId: number; exceptFaceIds: number[] }) =>
      await readAnswer(client.faces["ignore-others"].$post({ json })),
  );
}

/** Shows a photo and its raw file as two photos, or as one again. */
export function useRawPair() {
  const part = useChange(
    async (photoId: number) =>
      await readAnswer(client.photos[":id"]["part-pair"].$post({ param: { id: String(photoId) } })),
  );
  const join = useChange(
    async (photoId: number) =>
      await readAnswer(client.photos[":id"]["join-pair"].$post({ param: { id: String(photoId) } })),
  );
  return { part, join };
}

/** Shows the photo's file in the system's file manager; only the desktop app can. */
export function useReveal() {
  const { complain } = useToasts();
  return useMutation({
    mutationFn: async (photoId: number) =>
      await readAnswer(client.photos[":id"].reveal.$post({ param: { id: String(photoId) } })),
    onError: complain,
  });
}
