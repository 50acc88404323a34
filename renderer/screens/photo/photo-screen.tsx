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
import { FacesOnPhoto } from "./faces-on-photo.tsx";
import { LivePhoto } from "./live-photo.tsx";
import { PhotoBar } from "./photo-bar.tsx";
import { PhotoDetails } from "./photo-details.tsx";
import panelStyles from "./photo-panel.module.css";
import { PhotoPeople } from "./photo-people.tsx";
import styles from "./photo-screen.module.css";
import { PhotoStage } from "./photo-stage.tsx";
import { StackStrip } from "./stack-strip.tsx";
import { useChosenFace } from "./use-chosen-face.ts";
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
  const video = useVideoMoment(photo);
  const face = useChosenFace(photo, {
    isIgnoredShown: options.isIgnoredShown,
    showFaces: () => {
      change({ areFacesShown: true });
    },
    onChosen: (chosen) => video?.show(chosen),
  });
  const [hoveredId, setHoveredId] = useState<number | null>(null);
  const [isDrawing, setDrawing] = useState(false);
  const changes = useFaceChanges(photo.id, face.leaveAnswered);
  const drawFace = useDrawFace((faceId) => {
    setDrawing(false);
    face.chooseAndShow(faceId);
  });
  usePhotoKeys({
    ...{ position, face, changes, go, leave, isDrawing, setDrawing, options, change, video },
    frames: framesBeside(photo),
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
            {...{ photo, video, isDrawing }}
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
                  <FacesOnPhoto
                    {...{ face, hoveredId, changes, isDrawing, video, placed, stage }}
                    photo={size}
                  />
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
              {...{ photo, faces: face.faces, chosenId: face.chosenId, changes }}
              isIgnoredShown={options.isIgnoredShown}
              onHover={setHoveredId}
              onShowIgnored={(isIgnoredShown) => {
                change({ isIgnoredShown });
              }}
              onChoose={face.chooseAndShow}
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
