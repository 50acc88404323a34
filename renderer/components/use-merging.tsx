import { useState, type ReactNode } from "react";
import { useMergePeople } from "../api/people.ts";
import { RequestError } from "../api/read-answer.ts";
import { texts } from "../texts/texts.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { useTwiceInPhoto } from "./use-twice-in-photo.tsx";

interface Merge {
  readonly intoId: number;
  readonly fromIds: number[];
  /** Faces without a name that become them, too, in the same step. */
  readonly groupIds?: number[] | undefined;
  readonly faceIds?: number[] | undefined;
  readonly allowTwice?: boolean | undefined;
  readonly allowDifferent?: boolean | undefined;
}

/** Merging people with the questions that may come of it. */
export interface MergingOf {
  readonly merge: (merge: Merge) => void;
  /** To be rendered somewhere; nothing while nothing is asked. */
  readonly dialogs: ReactNode;
}

/** Makes people one; asks when the user said before that they are two, and when a photo shows both. */
export function useMerging(onDone: (intoId: number) => void = () => undefined): MergingOf {
  const twice = useTwiceInPhoto();
  const [different, setDifferent] = useState<{ readonly message: string; readonly merge: Merge } | null>(
    null,
  );
  const change = useMergePeople({
    onDone: (_, { intoId }) => {
      onDone(intoId);
    },
    onRefused: (error, input) => {
      if (error instanceof RequestError && error.code === "DifferentPeopleError") {
        setDifferent({ message: error.message, merge: input });
        return true;
      }
      return twice.ask(error, () => {
        change.mutate({ ...input, allowTwice: true });
      });
    },
  });
  const close = () => {
    setDifferent(null);
  };
  return {
    merge: (merge) => {
      change.mutate(merge);
    },
    dialogs: (
      <>
        {twice.dialog}
        {different !== null && (
          <Dialog
            isOpen
            onClose={close}
            title={texts.people.saidDifferent}
            text={different.message}
            actions={
              <Button
                onClick={() => {
                  close();
                  change.mutate({ ...different.merge, allowDifferent: true });
                }}
              >
                {texts.people.mergeAllTheSame}
              </Button>
            }
          />
        )}
      </>
    ),
  };
}
