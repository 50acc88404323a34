import type { ReactNode } from "react";
import { useConfirmFaces, useFaceDeed, useNameFaces, useRejectFaces } from "../../api/people.ts";
import { useIgnoreOthers, type PhotoFace } from "../../api/photos.ts";
import type { NameChoice } from "../../components/name-input.tsx";
import { useNameTaken } from "../../components/use-name-taken.tsx";
import { useTwiceInPhoto } from "../../components/use-twice-in-photo.tsx";

/** All that can be said of a face of a photo. */
export interface FaceChanges {
  readonly name: (faceId: number, choice: NameChoice) => void;
  readonly confirm: (face: PhotoFace) => void;
  readonly reject: (face: PhotoFace) => void;
  readonly ignore: (faceId: number) => void;
  readonly unignore: (faceId: number) => void;
  /** All faces of the photo without a name but this one; null = all of them. */
  readonly ignoreOthers: (exceptFaceId: number | null) => void;
  readonly deleteFalse: (faceId: number) => void;
  /** Questions that a refused change asks; to be rendered. */
  readonly dialogs: ReactNode;
}

/** Changes of faces in one photo. `onSettled` is told which face has its answer. */
export function useFaceChanges(photoId: number, onSettled: (faceId: number) => void): FaceChanges {
  const taken = useNameTaken();
  const twice = useTwiceInPhoto();
  const onDone = (_: unknown, { faceIds }: { faceIds: number[] }) => {
    for (const faceId of faceIds) onSettled(faceId);
  };
  const naming = useNameFaces({
    onDone,
    onRefused: (error, input) =>
      taken.ask(error, (person) => {
        naming.mutate({ ...input, person });
      }) ||
      twice.ask(error, () => {
        naming.mutate({ ...input, allowTwice: true });
      }),
  });
  const confirming = useConfirmFaces({
    onDone,
    onRefused: (error, { faceIds, personId }) =>
      twice.ask(error, () => {
        naming.mutate({ faceIds, person: { id: personId }, allowTwice: true });
      }),
  });
  const rejecting = useRejectFaces();
  const ignoring = useFaceDeed("ignore", { onDone });
  const unignoring = useFaceDeed("unignore");
  const deleting = useFaceDeed("delete-false", { onDone });
  const ignoringOthers = useIgnoreOthers();
  const ofPerson = ({ id, person }: PhotoFace, change: typeof confirming | typeof rejecting) => {
    if (person !== null) change.mutate({ faceIds: [id], personId: person.id });
  };
  return {
    name: (faceId, person) => {
      naming.mutate({ faceIds: [faceId], person });
    },
    confirm: (face) => {
      ofPerson(face, confirming);
    },
    reject: (face) => {
      ofPerson(face, rejecting);
    },
    ignore: (faceId) => {
      ignoring.mutate({ faceIds: [faceId] });
    },
    unignore: (faceId) => {
      unignoring.mutate({ faceIds: [faceId] });
    },
    ignoreOthers: (exceptFaceId) => {
      ignoringOthers.mutate({ photoId, exceptFaceIds: exceptFaceId === null ? [] : [exceptFaceId] });
    },
    deleteFalse: (faceId) => {
      deleting.mutate({ faceIds: [faceId] });
    },
    dialogs: (
      <>
        {taken.dialog}
        {twice.dialog}
      </>
    ),
  };
}
