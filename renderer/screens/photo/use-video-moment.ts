import { useState } from "react";
import type { Photo, PhotoFace } from "../../api/photos.ts";

/** Which moment of a video is on the stage, or that it is being played. */
export interface VideoMoment {
  /** In milliseconds from its start. */
  readonly ms: number;
  /** A face that was found in this very frame; null = it is the poster, and no face was chosen. */
  readonly faceId: number | null;
  readonly isPlaying: boolean;
  /** Its player said that it cannot be played here. */
  readonly cannotPlay: boolean;
  /** From the frame of the face that was chosen, else from the start. */
  readonly play: () => void;
  /** Back to the frame and its faces. */
  readonly stop: () => void;
  readonly refuse: () => void;
  /** Goes to the frame that a face was found in. */
  readonly show: (face: PhotoFace) => void;
  /** Is this face in the frame on the stage? */
  readonly isSeen: (face: PhotoFace) => boolean;
}

interface State {
  readonly photoId: number;
  readonly faceId: number | null;
  readonly isPlaying: boolean;
  readonly cannotPlay: boolean;
}

/** Where in a video the window is; null for a photo. Another photo begins anew. */
export function useVideoMoment(photo: Photo): VideoMoment | null {
  const initial: State = { photoId: photo.id, faceId: null, isPlaying: false, cannotPlay: false };
  const [kept, setKept] = useState(initial);
  if (photo.durationMs === null) return null;
  const state = kept.photoId === photo.id ? kept : initial;
  const change = (part: Partial<State>) => {
    setKept({ ...state, ...part });
  };
  const posterMs = photo.posterMs ?? 0;
  // A face that was taken away has no frame any more.
  const face = photo.faces.find(({ id }) => id === state.faceId) ?? null;
  const ms = face?.frameMs ?? posterMs;
  return {
    ms,
    faceId: face?.id ?? null,
    isPlaying: state.isPlaying,
    cannotPlay: state.cannotPlay,
    play: () => {
      change({ isPlaying: true, cannotPlay: false });
    },
    stop: () => {
      change({ isPlaying: false });
    },
    refuse: () => {
      change({ isPlaying: false, cannotPlay: true });
    },
    show: ({ id }) => {
      change({ faceId: id, isPlaying: false });
    },
    isSeen: ({ frameMs }) => (frameMs ?? posterMs) === ms,
  };
}
