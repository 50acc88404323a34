import { useChange } from "./change.ts";
import { client } from "./client.ts";
import { readAnswer } from "./read-answer.ts";

const paramOf = (photoId: number) => ({ param: { id: String(photoId) } });

/** Stacks photos, takes them apart, and says which of them stands for the others. */
export function useStacks() {
  const stack = useChange(
    async (photoIds: readonly number[]) =>
      await readAnswer(client.photos.stack.$post({ json: { photoIds: [...photoIds] } })),
  );
  const unstack = useChange(
    async (photoId: number) => await readAnswer(client.photos[":id"].unstack.$post(paramOf(photoId))),
  );
  const takeOut = useChange(
    async (photoId: number) =>
      await readAnswer(client.photos[":id"]["take-out-of-stack"].$post(paramOf(photoId))),
  );
  const setCover = useChange(
    async (photoId: number) => await readAnswer(client.photos[":id"]["stack-cover"].$post(paramOf(photoId))),
  );
  return { stack, unstack, takeOut, setCover };
}
