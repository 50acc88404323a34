import { useState } from "react";
import type { Photo, PhotoFace } from "../../api/photos.ts";
import { nextUnnamed } from "./face-words.ts";

/** The face that is looked at, of those that are shown. */
export interface ChosenFace {
  /** Those that are shown now. */
  readonly faces: readonly PhotoFace[];
  readonly chosenId: number | null;
  /** Null = none, or it is not among those that are shown. */
  readonly chosen: PhotoFace | null;
  readonly choose: (faceId: number | null) => void;
  /** As `choose`, with the faces over the photo when they were not shown. */
  readonly chooseAndShow: (faceId: number) => void;
  /** Goes to the next or the previous face without a name; false when there is none. */
  readonly step: (direction: 1 | -1) => boolean;
  /** Goes on to the next without a name when it is this face that is looked at: it was answered for. */
  readonly leaveAnswered: (faceId: number) => void;
}

interface ChosenFaceOptions {
  readonly isIgnoredShown: boolean;
  readonly showFaces: () => void;
  /** A face was chosen. */
  readonly onChosen: (face: PhotoFace) => void;
}

/** Keeps which face of a photo is chosen. */
export function useChosenFace(
  photo: Photo,
  { isIgnoredShown, showFaces, onChosen }: ChosenFaceOptions,
): ChosenFace {
  const [chosenId, setChosenId] = useState<number | null>(null);
  const faces = isIgnoredShown ? photo.faces : photo.faces.filter(({ isIgnored }) => !isIgnored);
  const choose = (faceId: number | null) => {
    setChosenId(faceId);
    const face = photo.faces.find(({ id }) => id === faceId);
    if (face !== undefined) onChosen(face);
  };
  const chooseAndShow = (faceId: number) => {
    showFaces();
    choose(faceId);
  };
  return {
    faces,
    chosenId,
    chosen: faces.find(({ id }) => id === chosenId) ?? null,
    choose,
    chooseAndShow,
    step: (direction) => {
      const next = nextUnnamed(faces, chosenId, direction);
      if (next !== null) chooseAndShow(next.id);
      return next !== null;
    },
    leaveAnswered: (faceId) => {
      if (chosenId === faceId) choose(nextUnnamed(photo.faces, faceId)?.id ?? null);
    },
  };
}
