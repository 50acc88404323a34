import { useMutation, useQuery } from "@tanstack/react-query";
import type { InferResponseType } from "hono/client";
import { useState } from "react";
import type { RuntimeChoice } from "../../app/models/runtime-names.ts";
import type { Strictness } from "../../app/people/strictness.ts";
import { useToasts } from "../components/use-toasts.ts";
import { texts } from "../texts/texts.ts";
import { client } from "./client.ts";
import { readAnswer } from "./read-answer.ts";
import { sendFile } from "./send-file.ts";

export type { RuntimeChoice, Strictness };

/** A network that Familiar can build, but has no weights for. */
export type WaitingNetwork = InferResponseType<typeof client.settings.models.$get, 200>["networks"][number];

type BroughtModels = InferResponseType<(typeof client)["model-files"]["$post"], 200>;

/** What the user has chosen for this library. */
export function useSettings() {
  return useQuery({
    queryKey: ["settings", "all"],
    queryFn: async () => await readAnswer(client.settings.$get()),
  });
}

/** Where the library lies and how large it is. */
export function useStorage() {
  return useQuery({
    queryKey: ["settings", "storage"],
    queryFn: async () => await readAnswer(client.settings.storage.$get()),
  });
}

/** What was found when Familiar looked at all that it needs. */
export function useHealth() {
  return useQuery({
    queryKey: ["settings", "health"],
    queryFn: async () => (await readAnswer(client.settings.health.$get())).findings,
  });
}

/** The models that find and compare faces. */
export function useModels() {
  return useQuery({
    queryKey: ["settings", "models"],
    queryFn: async () => await readAnswer(client.settings.models.$get()),
  });
}

/** What computes the models, and how fast it is on this computer. */
export function useRuntime() {
  return useQuery({
    queryKey: ["settings", "runtime"],
    queryFn: async () => await readAnswer(client.settings.runtime.$get()),
  });
}

/** What each strictness would change; null = the faces are not weighed yet. */
export function useStrictnessPreviews() {
  return useQuery({
    queryKey: ["settings", "previews"],
    queryFn: async () => (await readAnswer(client.settings.strictness.previews.$get())).previews,
  });
}

/** Does something that needs no undo, and complains when it was refused. */
function useDeed<Answer, Input = void>(deed: (input: Input) => Promise<Answer>) {
  const { complain } = useToasts();
  return useMutation({ mutationFn: deed, onError: complain });
}

/** Whether changes in the folders are noticed by themselves. */
export function useSetWatching() {
  return useDeed(
    async (isWanted: boolean) => await readAnswer(client.settings.watching.$post({ json: { isWanted } })),
  );
}

/** What computes the models from now on. */
export function useSetRuntime() {
  return useDeed(
    async (choice: RuntimeChoice) => await readAnswer(client.settings.runtime.$post({ json: { choice } })),
  );
}

/** How sure Familiar must be; faces are given to people anew, as a job. It can be taken back. */
export function useSetStrictness() {
  const { say, complain } = useToasts();
  const set = useMutation({
    mutationFn: async (level: Strictness) =>
      await readAnswer(client.settings.strictness.$post({ json: { level } })),
    onSuccess: ({ former }, level) => {
      if (former === level) return;
      say(texts.settings.strictnessSet(texts.settings.levels[level]), {
        undo: () => {
          set.mutate(former);
        },
      });
    },
    onError: complain,
  });
  return set;
}

/** Weighs all faces, as a job, so that there are previews. */
export function useWeigh() {
  return useDeed(async () => await readAnswer(client.settings.strictness.weigh.$post()));
}

/** Fetches a model, as a job. */
export function useInstallModel() {
  return useDeed(
    async (model: string) =>
      await readAnswer(client.settings.models[":model"].install.$post({ param: { model } })),
  );
}

/** Tries another model, or changes to it, as a job. */
export function useModel() {
  return useDeed(
    async ({ model, doesSwitch }: { readonly model: string; readonly doesSwitch: boolean }) =>
      await readAnswer(
        client.settings.models[":model"].use.$post({ param: { model }, json: { doesSwitch } }),
      ),
  );
}

/** Finds faces with another model from the next scan on, as a job. */
export function useDetector() {
  const { say, complain } = useToasts();
  return useMutation({
    mutationFn: async ({ id: model }: { readonly id: string; readonly title: string }) =>
      await readAnswer(
        client.settings.models[":model"].use.$post({ param: { model }, json: { doesSwitch: true } }),
      ),
    onSuccess: (_answer, { title }) => {
      say(texts.settings.detectorChanged(title));
    },
    onError: complain,
  });
}

/** What a file that the user brings is for: weights of a network, or a model of their own. */
export type BroughtFor = { readonly network: string } | { readonly task: "detector" | "embedding" };

/** Hands a model's file to the server; `sent` is how much of it has gone (0 to 1), null while none is on its way. */
export function useBringModel(isFor: BroughtFor) {
  const { say, complain } = useToasts();
  const [sent, setSent] = useState<number | null>(null);
  const bring = useMutation({
    mutationFn: async (file: File) => {
      setSent(0);
      const query = new URLSearchParams({ name: file.name, ...isFor });
      return await sendFile<BroughtModels>(`/api/model-files?${query.toString()}`, file, setSent);
    },
    onSuccess: ({ models }) => {
      say(texts.settings.brought(models.map(({ title }) => title)));
    },
    onError: complain,
    onSettled: () => {
      setSent(null);
    },
  });
  return { bring: bring.mutate, sent };
}

/** Copies catalogue and journal, as a job. */
export function useBackUp() {
  return useDeed(async () => await readAnswer(client.settings.backup.$post()));
}

/** Goes back to a backup: the server opens the library anew. Whoever holds on to what was read reads it again. */
export function useRestore(onDone: () => void) {
  const { complain } = useToasts();
  return useMutation({
    mutationFn: async (name: string) => await readAnswer(client.settings.restore.$post({ json: { name } })),
    onSuccess: onDone,
    onError: complain,
  });
}
