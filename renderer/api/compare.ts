import { useQuery } from "@tanstack/react-query";
import type { ComparedPicture } from "../../app/library/comparison.ts";
import { client } from "./client.ts";
import { readAnswer } from "./read-answer.ts";

/** A picture of the library, by a face or a whole photo; as it stands in the address: "face-12", "photo-3". */
export function useLibraryPicture(source: string | null) {
  return useQuery({
    queryKey: ["compare", "picture", source],
    queryFn: async () => {
      const [kind, number] = (source ?? "").split("-");
      const id = Number(number);
      const json = kind === "face" ? { faceId: id } : { photoId: id };
      return await readAnswer(client.compare.pictures.$post({ json }));
    },
    enabled: source !== null,
    retry: false,
  });
}

/** Sends a picture of this computer, to be looked at and kept in memory only. */
export async function sendPicture(file: Blob): Promise<ComparedPicture> {
  return await readAnswer(client.compare.uploads.$post({}, { init: { body: file } }));
}

/** One of a picture's faces. */
export interface ChosenFace {
  readonly pictureId: string;
  readonly at: number;
}

/** How alike two faces are. */
export function useVerdict(a: ChosenFace | null, b: ChosenFace | null) {
  return useQuery({
    queryKey: ["compare", "verdict", a, b],
    queryFn: async () => {
      const query = {
        ...{ a: a?.pictureId ?? "", atA: String(a?.at ?? 0) },
        ...{ b: b?.pictureId ?? "", atB: String(b?.at ?? 0) },
      };
      return await readAnswer(client.compare.verdict.$get({ query }));
    },
    enabled: a !== null && b !== null,
    retry: false,
  });
}

/** Who of the library a face may be; read anew when people change. */
export function useFoundPeople({ pictureId, at }: ChosenFace) {
  return useQuery({
    queryKey: ["people", "found", pictureId, at],
    queryFn: async () => {
      const param = { id: pictureId, at: String(at) };
      return (await readAnswer(client.compare.pictures[":id"].faces[":at"].people.$get({ param }))).people;
    },
    retry: false,
  });
}
