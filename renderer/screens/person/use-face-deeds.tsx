import { useState, type ReactNode } from "react";
import { useConfirmFaces, useCover, useFaceDeed, useMoveFaces, useRejectFaces } from "../../api/people.ts";
import { useNameTaken } from "../../components/use-name-taken.tsx";
import { useNaming } from "../../components/use-naming.tsx";
import { useTwiceInPhoto } from "../../components/use-twice-in-photo.tsx";
import { texts } from "../../texts/texts.ts";
import { ChooseFaceOwner } from "./choose-face-owner.tsx";

/** What can be done with faces of a person or a group; each is one action that can be undone. */
export interface FaceDeeds {
  readonly confirm: (faceIds: readonly number[]) => void;
  readonly reject: (faceIds: readonly number[]) => void;
  /** Asks for the person. */
  readonly askMove: (faceIds: readonly number[]) => void;
  /** As `askMove`, for faces without a name. */
  readonly askName: (faceIds: readonly number[]) => void;
  readonly removeFromPerson: (faceIds: readonly number[]) => void;
  readonly split: (faceIds: readonly number[]) => void;
  readonly keepTogether: (faceIds: readonly number[]) => void;
  readonly ignore: (faceIds: readonly number[]) => void;
  readonly unignore: (faceIds: readonly number[]) => void;
  readonly deleteFalse: (faceIds: readonly number[]) => void;
  readonly setCover: (faceId: number) => void;
  /** To be rendered somewhere. */
  readonly dialogs: ReactNode;
}

/** The deeds for faces; `personId` null = of a group. `onDone` is called when a selection has been dealt with. */
export function useFaceDeeds(personId: number | null, onDone: () => void): FaceDeeds {
  const options = { onDone };
  const confirm = useConfirmFaces(options);
  const reject = useRejectFaces(options);
  const remove = useFaceDeed("remove-from-person", options);
  const split = useFaceDeed("split", options);
  const keep = useFaceDeed("keep-together", options);
  const ignore = useFaceDeed("ignore", options);
  const unignore = useFaceDeed("unignore", options);
  const deleteFalse = useFaceDeed("delete-false", options);
  const cover = useCover();
  const naming = useNaming(onDone);
  const taken = useNameTaken();
  const twice = useTwiceInPhoto();
  const move = useMoveFaces({
    onDone,
    onRefused: (error, input) =>
      taken.ask(error, (person) => {
        move.mutate({ ...input, person });
      }) ||
      twice.ask(error, () => {
        move.mutate({ ...input, allowTwice: true });
      }),
  });
  const [asked, setAsked] = useState<{ readonly kind: "move" | "name"; readonly faceIds: number[] } | null>(
    null,
  );
  const faces = (change: { mutate: (input: { faceIds: number[] }) => void }) => {
    return (faceIds: readonly number[]) => {
      if (faceIds.length > 0) change.mutate({ faceIds: [...faceIds] });
    };
  };
  const ofPerson =
    (change: { mutate: (input: { faceIds: number[]; personId: number }) => void }) =>
    (faceIds: readonly number[]) => {
      if (personId !== null && faceIds.length > 0) change.mutate({ faceIds: [...faceIds], personId });
    };
  return {
    confirm: ofPerson(confirm),
    reject: ofPerson(reject),
    askMove: (faceIds) => {
      setAsked({ kind: "move", faceIds: [...faceIds] });
    },
    askName: (faceIds) => {
      setAsked({ kind: "name", faceIds: [...faceIds] });
    },
    removeFromPerson: faces(remove),
    split: faces(split),
    keepTogether: faces(keep),
    ignore: faces(ignore),
    unignore: faces(unignore),
    deleteFalse: faces(deleteFalse),
    setCover: (faceId) => {
      if (personId !== null) cover.mutate({ personId, faceId });
    },
    dialogs: (
      <>
        {naming.dialogs}
        {taken.dialog}
        {twice.dialog}
        {asked !== null && (
          <ChooseFaceOwner
            title={
              asked.kind === "move"
                ? texts.person.moveTitle(asked.faceIds.length)
                : texts.person.nameTitle(asked.faceIds.length)
            }
            faceIds={asked.faceIds}
            exceptIds={personId === null ? [] : [personId]}
            onClose={() => {
              setAsked(null);
            }}
            onChoose={(person) => {
              setAsked(null);
              const { kind, faceIds } = asked;
              if (kind === "move") move.mutate({ faceIds, person });
              else naming.name({ faceIds, person });
            }}
          />
        )}
      </>
    ),
  };
}
