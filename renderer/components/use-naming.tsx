import type { ReactNode } from "react";
import { useNameFaces, type PersonChoice } from "../api/people.ts";
import { useNameTaken } from "./use-name-taken.tsx";
import { useTwiceInPhoto } from "./use-twice-in-photo.tsx";

/** What is named: faces, and whole groups beside them. */
export interface Naming {
  readonly faceIds: number[];
  readonly groupIds?: number[];
  readonly person: PersonChoice;
}

/** Naming with the questions that may come of it. */
export interface NamingOf {
  readonly name: (naming: Naming) => void;
  readonly isBusy: boolean;
  /** To be rendered somewhere; nothing while nothing is asked. */
  readonly dialogs: ReactNode;
}

/**
 * Gives faces to a person; asks when the name is taken, and when a photo would show them twice. A group that the user
 * names as a whole may meet another face of that person without a question.
 */
export function useNaming(onDone: () => void = () => undefined): NamingOf {
  const taken = useNameTaken();
  const twice = useTwiceInPhoto();
  const change = useNameFaces({
    onDone,
    onRefused: (error, input) =>
      taken.ask(error, (person) => {
        change.mutate({ ...input, person });
      }) ||
      twice.ask(error, () => {
        change.mutate({ ...input, allowTwice: true });
      }),
  });
  return {
    name: ({ faceIds, groupIds = [], person }) => {
      change.mutate({ faceIds, groupIds, person, allowTwice: faceIds.length === 0 });
    },
    isBusy: change.isPending,
    dialogs: (
      <>
        {taken.dialog}
        {twice.dialog}
      </>
    ),
  };
}
