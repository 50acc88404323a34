import { useMutation, useQuery } from "@tanstack/react-query";
import type { InferRequestType, InferResponseType } from "hono/client";
import { useToasts } from "../components/use-toasts.ts";
import { useChange } from "./change.ts";
import { client } from "./client.ts";
import { readAnswer } from "./read-answer.ts";

/** What is chosen about names in photos. */
export type NameChoices = InferRequestType<typeof client.metadata.preview.$post>["json"]["choices"];
export type WriteSetting = InferRequestType<typeof client.metadata.writing.$post>["json"];

/** All that taking over names would do. */
export type NamesPreview = NonNullable<
  InferResponseType<typeof client.metadata.preview.$post, 200>["preview"]
>;

/** What is chosen, how often names were read, and what can be put back. */
export function useNamesState() {
  return useQuery({
    queryKey: ["settings", "names"],
    queryFn: async () => await readAnswer(client.metadata.$get()),
  });
}

/** Why names cannot be written into photos themselves; null = they can. */
export function useExiftoolProblem() {
  return useQuery({
    queryKey: ["health", "exiftool"],
    queryFn: async () => (await readAnswer(client.metadata.exiftool.$get())).problem,
  });
}

/** What taking over the names that were read would do; null = they were not read yet. */
export function useNamesPreview(timesRead: number, choices: NameChoices) {
  return useQuery({
    queryKey: ["people", "names-preview", timesRead, choices],
    queryFn: async () => (await readAnswer(client.metadata.preview.$post({ json: { choices } }))).preview,
    enabled: timesRead > 0,
    placeholderData: (before) => before,
  });
}

/** Does something that needs no undo, and complains when it was refused. */
function useDeed<Answer, Input = void>(deed: (input: Input) => Promise<Answer>) {
  const { complain } = useToasts();
  return useMutation({ mutationFn: deed, onError: complain });
}

/** Reads the names in all photos, as a job. */
export function useReadNames() {
  return useDeed(async () => await readAnswer(client.metadata.read.$post()));
}

/** Takes over the names that were read. */
export function useImportNames(options: { readonly onDone: () => void }) {
  return useChange(
    async (choices: NameChoices) => await readAnswer(client.metadata.import.$post({ json: { choices } })),
    options,
  );
}

/** Chooses whether names are written by themselves, and where. */
export function useSetWriting() {
  return useDeed(async (json: WriteSetting) => await readAnswer(client.metadata.writing.$post({ json })));
}

/** Photos into which names are written. */
export type WriteScope =
  { readonly photoIds: number[] } | { readonly personIds: number[] } | { readonly albumIds: number[] };

export type WriteInto = InferRequestType<typeof client.metadata.write.$post>["json"]["into"];

/** What writing would do to each file. */
export type WritePreview = InferResponseType<(typeof client.metadata)["write-preview"]["$post"], 200>;

/** What writing names would do; asked anew each time, as other programs write files too. `into` null = not known yet. */
export function useWritePreview(scope: WriteScope, into: WriteInto | null) {
  return useQuery({
    queryKey: ["people", "write-preview", scope, into],
    queryFn: async ({ signal }) =>
      await readAnswer(
        client.metadata["write-preview"].$post(
          { json: { ...scope, into: into ?? "sidecar" } },
          { init: { signal } },
        ),
      ),
    enabled: into !== null,
    gcTime: 0,
    retry: false,
  });
}

/** Writes names into photos or beside them, as a job. */
export function useWriteNames(options: { readonly onDone: (jobId: number) => void }) {
  const { complain } = useToasts();
  return useMutation({
    mutationFn: async ({ scope, into }: { readonly scope: WriteScope; readonly into: WriteInto }) =>
      (await readAnswer(client.metadata.write.$post({ json: { ...scope, into } }))).job.id,
    onSuccess: options.onDone,
    onError: complain,
  });
}

/** Puts back the files of this batch of writing, which must be the last one, as a job. */
export function useRestoreFiles({ onDone }: { readonly onDone?: (jobId: number) => void } = {}) {
  const { complain } = useToasts();
  return useMutation({
    mutationFn: async (batch: number) =>
      (await readAnswer(client.metadata.restore.$post({ json: { batch } }))).job.id,
    onSuccess: (jobId) => onDone?.(jobId),
    onError: complain,
  });
}
