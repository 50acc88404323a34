import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from "@tanstack/react-query";
import type { ListedFolder } from "../../app/library/list-folders.ts";
import type { ListedPlace, Place } from "../../app/library/places.ts";
import { useToasts } from "../components/use-toasts.ts";
import { useChange } from "./change.ts";
import { client } from "./client.ts";
import { readAnswer } from "./read-answer.ts";

export type { ListedFolder, ListedPlace, Place };

/** The folders of the library, and whether the system's own dialog can be opened (the desktop app). */
export function useFolders() {
  return useQuery({
    queryKey: ["folders", "list"],
    queryFn: async () => await readAnswer(client.folders.$get()),
  });
}

/** What is in a folder of this computer; null = the home folder. Asked anew each time: others change it. */
export function usePlace(place: number | null, options: { readonly enabled: boolean }) {
  return useQuery({
    queryKey: ["folders", "place", place],
    queryFn: async () =>
      await readAnswer(client.folders.places.$get({ query: place === null ? {} : { place: String(place) } })),
    placeholderData: keepPreviousData,
    enabled: options.enabled,
    gcTime: 0,
  });
}

/** What the server tells comes a moment later; until then the first run would seem to go on. */
function noteBegun(queries: QueryClient): void {
  queries.setQueryData<{ readonly isNew: boolean }>(
    ["folders", "list"],
    (list) => list && { ...list, isNew: false },
  );
}

interface Hooks {
  readonly onDone?: () => void;
}

/** Adds folders that were chosen from the list, and begins to scan them. */
export function useAddFolders({ onDone }: Hooks = {}) {
  const { complain } = useToasts();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (places: readonly number[]) =>
      await readAnswer(client.folders.$post({ json: { places: [...places] } })),
    onSuccess: () => {
      noteBegun(queries);
      onDone?.();
    },
    onError: complain,
  });
}

/** Opens the system's dialog; `onDone` is called when something was chosen. */
export function useChooseFolders({ onDone }: Hooks = {}) {
  const { complain } = useToasts();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => await readAnswer(client.folders.choose.$post()),
    onSuccess: ({ folders }) => {
      if (folders.length === 0) return;
      noteBegun(queries);
      onDone?.();
    },
    onError: complain,
  });
}

/** Looks for new photos in all folders, or in one. */
export function useScan() {
  const { complain } = useToasts();
  return useMutation({
    mutationFn: async (folderId: number | null) =>
      folderId === null
        ? await readAnswer(client.folders.scan.$post({ json: {} }))
        : await readAnswer(client.folders[":id"].scan.$post({ param: { id: String(folderId) } })),
    onError: complain,
  });
}

/** Takes a folder out of the library. */
export function useRemoveFolder() {
  return useChange(
    async (folderId: number) =>
      await readAnswer(client.folders[":id"].remove.$post({ param: { id: String(folderId) } })),
  );
}
