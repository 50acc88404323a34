import type { PhotoFace } from "../../api/photos.ts";
import { useShortcuts, type Shortcut } from "../../shell/shortcuts.ts";
import { texts } from "../../texts/texts.ts";
import type { FramesBeside } from "./frames-beside.ts";
import type { ChosenFace } from "./use-chosen-face.ts";
import type { FaceChanges } from "./use-face-changes.tsx";
import type { ListPosition } from "./use-list-position.ts";
import type { PhotoOptions } from "./use-photo-options.ts";
import type { VideoMoment } from "./use-video-moment.ts";

interface PhotoKeysOptions {
  readonly position: ListPosition;
  readonly frames: FramesBeside;
  readonly face: Pick<ChosenFace, "chosen" | "choose" | "step">;
  readonly changes: FaceChanges;
  readonly isDrawing: boolean;
  readonly options: PhotoOptions;
  readonly go: (photoId: number | null) => void;
  readonly leave: () => void;
  readonly setDrawing: (isDrawing: boolean) => void;
  readonly change: (options: Partial<PhotoOptions>) => void;
  /** Of a video; null = a photo. */
  readonly video: VideoMoment | null;
}

/** The keys of a photo; with a face chosen also those that answer for it. */
export function usePhotoKeys(props: PhotoKeysOptions): void {
  const { position, frames, isDrawing, options, go, leave, setDrawing, change, video } = props;
  const { chosen, choose, step } = props.face;
  const words = texts.photo;
  const always: Shortcut[] = [
    ...keysOfList(position, go),
    ...(frames.previousId === null && frames.nextId === null ? [] : keysOfStack(frames, go)),
    {
      keys: "Escape",
      label: words.back,
      run: () => {
        if (video?.isPlaying === true) video.stop();
        else if (chosen === null) leave();
        else choose(null);
      },
    },
    {
      keys: "f",
      label: words.showFaces,
      run: () => {
        change({ areFacesShown: !options.areFacesShown });
      },
    },
    {
      keys: "i",
      label: words.showInfo,
      run: () => {
        change({ isPanelShown: !options.isPanelShown });
      },
    },
    video === null
      ? {
          keys: "d",
          label: words.draw,
          run: () => {
            setDrawing(!isDrawing);
          },
        }
      : { keys: "p", label: words.playKey, run: video.isPlaying ? video.stop : video.play },
    {
      keys: "u",
      label: words.nextUnnamed,
      run: () => {
        step(1);
      },
    },
  ];
  useShortcuts(words.title, [...always, ...(chosen === null ? [] : keysOfFace(chosen, props.changes))]);
}

/** To go on while a photo is being read: a key that is pressed then is not lost. */
export function useKeysWhileReading(
  isReading: boolean,
  { position, go, leave }: Pick<PhotoKeysOptions, "position" | "go" | "leave">,
): void {
  const back: Shortcut = { keys: "Escape", label: texts.photo.back, run: leave };
  useShortcuts(texts.photo.title, isReading ? [...keysOfList(position, go), back] : []);
}

function keysOfList({ previousId, nextId }: ListPosition, go: PhotoKeysOptions["go"]): Shortcut[] {
  return [
    {
      keys: "ArrowLeft",
      label: texts.photo.previous,
      isFor: isNotInPlayer,
      run: () => {
        go(previousId);
      },
    },
    {
      keys: "ArrowRight",
      label: texts.photo.next,
      isFor: isNotInPlayer,
      run: () => {
        go(nextId);
      },
    },
  ];
}

/** The player's own keys: arrows go back and forth in the video. */
function isNotInPlayer({ target }: KeyboardEvent): boolean {
  return !(target instanceof HTMLVideoElement);
}

function keysOfStack({ previousId, nextId }: FramesBeside, go: PhotoKeysOptions["go"]): Shortcut[] {
  return [
    {
      keys: "ArrowUp",
      label: texts.photo.previousFrame,
      isFor: isNotInPlayer,
      run: () => {
        go(previousId);
      },
    },
    {
      keys: "ArrowDown",
      label: texts.photo.nextFrame,
      isFor: isNotInPlayer,
      run: () => {
        go(nextId);
      },
    },
  ];
}

function keysOfFace(face: PhotoFace, changes: FaceChanges): Shortcut[] {
  const words = texts.photo;
  const answers: Shortcut[] = [
    {
      keys: "y",
      label: words.yesKey,
      run: () => {
        changes.confirm(face);
      },
    },
    {
      keys: "n",
      label: words.noKey,
      run: () => {
        changes.reject(face);
      },
    },
  ];
  return [
    ...(face.person === null ? [] : answers),
    {
      keys: "h",
      label: words.ignore,
      run: () => {
        changes.ignore(face.id);
      },
    },
    {
      keys: "Delete",
      label: words.notAFace,
      run: () => {
        changes.deleteFalse(face.id);
      },
    },
  ];
}
