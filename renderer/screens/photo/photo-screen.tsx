import { useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { useDrawFace, usePhoto, type Photo, type PhotoSource } from "../../api/photos.ts";
import { rememberActive } from "../../components/photo-grid/list-memory.ts";
import {
  photoAddress,
  readSource,
  sourceAddress,
  writeSource,
} from "../../components/photo-grid/photo-source.ts";
import { QueryState } from "../../components/query-state.tsx";
import { texts } from "../../texts/texts.ts";
import { framesBeside } from "./frames-beside.ts";
import { FaceBoxes } from "./face-boxes.tsx";
import { FaceCard } from "./face-card.tsx";
import { nextUnnamed } from "./face-words.ts";
import { LivePhoto } from "./live-photo.tsx";
import { PhotoBar } from "./photo-bar.tsx";
import { PhotoDetails } from "./photo-details.tsx";
import panelStyles from "./photo-panel.module.css";
import { PhotoPeople } from "./photo-people.tsx";
import styles from "./photo-screen.module.css";
import { PhotoStage } from "./photo-stage.tsx";
import { StackStrip } from "./stack-strip.tsx";
import { toStage } from "./photo-view.ts";
import { useFaceChanges } from "./use-face-changes.tsx";
import { useListPosition, type ListPosition } from "./use-list-position.ts";
import { useKeysWhileReading, usePhotoKeys } from "./use-photo-keys.ts";
import { usePhotoOptions } from "./use-photo-options.ts";
import { useVideoMoment } from "./use-video-moment.ts";

/** One photo, with its faces. */
export function PhotoScreen({ photoId }: { readonly photoId: number }) {
  const [search] = useSearchParams();
  const source = readSource(search.get("in") ?? "");
  const photo = usePhoto(photoId);
  const position = useListPosition(photoId, source, photo.data?.stack?.photos.map(({ id }) => id) ?? []);
  const moves = useMoves(source);
  useKeysWhileReading(photo.data === undefined, { position, ...moves });
  return (
    <QueryState query={photo}>{(found) => <OpenPhoto {...{ position, moves }} photo={found} />}</QueryState>
  );
}

interface OpenPhotoProps {
  readonly photo: Photo;
  readonly position: ListPosition;
  readonly moves: ReturnType<typeof useMoves>;
}

function OpenPhoto({ photo, position, moves: { go, leave } }: OpenPhotoProps) {
  const [options, change] = usePhotoOptions();
  const [chosenId, setChosen] = useState<number | null>(null);
  const video = useVideoMoment(photo);
  const setChosenId = (faceId: number | null) => {
    setChosen(faceId);
    const face = photo.faces.find(({ id }) => id === faceId);
    if (face !== undefined) video?.show(face);
  };
  const [hoveredId, setHoveredId] = useState<number | null>(null);
  const [isDrawing, setDrawing] = useState(false);
  const faces = options.isIgnoredShown ? photo.faces : photo.faces.filter(({ isIgnored }) => !isIgnored);
  const chosen = faces.find(({ id }) => id === chosenId) ?? null;
  const changes = useFaceChanges(photo.id, (faceId) => {
    if (chosenId === faceId) setChosenId(nextUnnamed(photo.faces, faceId)?.id ?? null);
  });
  const drawFace = useDrawFace((faceId) => {
    setDrawing(false);
    change({ areFacesShown: true });
    setChosenId(faceId);
  });
  const step = (direction: 1 | -1) => {
    const next = nextUnnamed(faces, chosenId, direction);
    if (next === null) return false;
    change({ areFacesShown: true });
    setChosenId(next.id);
    return true;
  };
  const frames = framesBeside(photo);
  usePhotoKeys({
    ...{ position, frames, chosen, changes, go, leave, step, isDrawing, setDrawing, setChosenId },
    ...{ options, change, video },
  });
  return (
    <div className={styles["screen"]}>
      <PhotoBar
        {...{ photo, position, options, isDrawing, go, leave }}
        onOptions={change}
        onDrawing={setDrawing}
      />
      <div className={styles["body"]}>
        <div className={styles["stage"]}>
          <PhotoStage
            key={photo.id}
            photo={photo}
            video={video}
            isDrawing={isDrawing}
            onDrawingEnd={() => {
              setDrawing(false);
            }}
            onDrawn={(box) => {
              drawFace.mutate({ photoId: photo.id, box: { ...box } });
            }}
          >
            {(size, placed, stage) => (
              <>
                {options.areFacesShown && video?.isPlaying !== true && (
                  <>
                    <FaceBoxes
                      {...{ placed, chosenId, hoveredId }}
                      faces={video === null ? faces : faces.filter(video.isSeen)}
                      photo={size}
                      onChoose={setChosenId}
                    />
                    {chosen !== null && !isDrawing && (
                      <FaceCard
                        {...{ stage, changes }}
                        face={chosen}
                        place={toStage(chosen.box, size, placed)}
                        onStep={step}
                        onClose={() => {
                          setChosenId(null);
                        }}
                      />
                    )}
                  </>
                )}
                {photo.isLive && <LivePhoto photoId={photo.id} placed={placed} />}
              </>
            )}
          </PhotoStage>
          {photo.stack !== null && <StackStrip photoId={photo.id} stack={photo.stack} go={go} />}
        </div>
        {options.isPanelShown && (
          <aside className={panelStyles["panel"]} aria-label={texts.photo.details}>
            <PhotoPeople
              {...{ photo, faces, chosenId, changes, isIgnoredShown: options.isIgnoredShown }}
              onHover={setHoveredId}
              onShowIgnored={(isIgnoredShown) => {
                change({ isIgnoredShown });
              }}
              onChoose={(faceId) => {
                change({ areFacesShown: true });
                setChosenId(faceId);
              }}
            />
            <PhotoDetails photo={photo} />
          </aside>
        )}
      </div>
      {changes.dialogs}
    </div>
  );
}

/** To another photo of the list, and back to the list. */
function useMoves(source: PhotoSource) {
  const [, navigate] = useLocation();
  const list = writeSource(source);
  return {
    go: (photoId: number | null) => {
      if (photoId === null) return;
      rememberActive(list, photoId);
      // In place of the one before: "back" is the list.
      navigate(photoAddress(photoId, source), { replace: true, state: history.state as unknown });
    },
    leave: () => {
      if (isFromList(history.state)) history.back();
      else navigate(sourceAddress(source));
    },
  };
}

function isFromList(state: unknown): boolean {
  return typeof state === "object" && state !== null && "fromList" in state;
}
