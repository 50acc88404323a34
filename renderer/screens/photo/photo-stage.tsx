import { useRef, useState, type ReactNode } from "react";
import type { Photo } from "../../api/photos.ts";
import { useMeasured, widthOf } from "../../components/use-measured.ts";
import { useShortcuts, type Shortcut } from "../../shell/shortcuts.ts";
import { texts } from "../../texts/texts.ts";
import { DrawnBox } from "./drawn-box.tsx";
import { PhotoPicture } from "./photo-picture.tsx";
import styles from "./photo-stage.module.css";
import { placePhoto, toPhoto, zoomStep, type Rectangle, type Size } from "./photo-view.ts";
import { usePhotoView } from "./use-photo-view.ts";
import type { VideoMoment } from "./use-video-moment.ts";
import { VideoPicture } from "./video-picture.tsx";
import { ZoomButtons } from "./zoom-buttons.tsx";

interface PhotoStageProps {
  readonly photo: Photo;
  /** Of a video; null = a photo. */
  readonly video: VideoMoment | null;
  readonly isDrawing: boolean;
  readonly onDrawingEnd: () => void;
  /** In pixels of the photo. */
  readonly onDrawn: (box: Rectangle) => void;
  /** What lies over the photo, given where it is. */
  readonly children: (photo: Size, placed: Rectangle, stage: Size) => ReactNode;
}

/** Stands for the size of a photo that is not known before its picture is there. */
const unknownSize = { width: 1200, height: 900 };

/** CSS pixels that a key moves the photo by. */
const panStepPx = 80;

/** The photo, as large as there is room; zoomed and moved by wheel, fingers and keys. */
export function PhotoStage({ photo, video, isDrawing, onDrawingEnd, onDrawn, children }: PhotoStageProps) {
  const element = useRef<HTMLDivElement>(null);
  const stage = { width: useMeasured(element, widthOf), height: useMeasured(element, heightOf) };
  const [pictureSize, setPictureSize] = useState<Size | null>(null);
  const known = sizeOf(photo);
  const size = known ?? pictureSize ?? unknownSize;
  const hasRoom = stage.width > 0 && stage.height > 0;
  const photoView = usePhotoView(element, {
    photo: size,
    stage: hasRoom ? stage : size,
    isDrawing,
    onDrawn: (drawn) => {
      onDrawn(toPhoto(drawn, size, placed));
    },
  });
  const placed = placePhoto(size, hasRoom ? stage : size, photoView.view);
  useViewKeys(photoView);
  return (
    <div
      ref={element}
      className={styles["stage"]}
      data-drawing={isDrawing || undefined}
      data-zoomed={photoView.view.zoom > 1 || undefined}
      {...photoView.handlers}
    >
      {hasRoom && (
        <>
          {video === null ? (
            <PhotoPicture
              photo={photo}
              placed={placed}
              onSize={known === null ? setPictureSize : undefined}
            />
          ) : (
            <VideoPicture {...{ photo, video, placed }} />
          )}
          {children(size, placed, stage)}
          {photoView.drawn !== null && (
            <span
              className={styles["drawn"]}
              style={{
                left: photoView.drawn.x,
                top: photoView.drawn.y,
                width: photoView.drawn.width,
                height: photoView.drawn.height,
              }}
            />
          )}
          {isDrawing && photoView.drawn === null && (
            <DrawnBox photo={size} placed={placed} onAdd={onDrawn} onCancel={onDrawingEnd} />
          )}
          {video?.isPlaying !== true && (
            <ZoomButtons
              zoom={placed.width / size.width}
              isFitted={photoView.view.zoom === 1}
              onZoom={photoView.zoomBy}
              onFit={photoView.fit}
            />
          )}
        </>
      )}
    </div>
  );
}

function useViewKeys({ zoomBy, fit, panBy, toggleNatural }: ReturnType<typeof usePhotoView>): void {
  const words = texts.photo;
  const zoomIn = () => {
    zoomBy(zoomStep);
  };
  const zoomOut = () => {
    zoomBy(1 / zoomStep);
  };
  const move = (keys: string, direction: string, x: number, y: number): Shortcut => ({
    keys: `Shift+${keys}`,
    label: words.pan(direction),
    run: () => {
      panBy({ x: x * panStepPx, y: y * panStepPx });
    },
  });
  useShortcuts(words.title, [
    { keys: "+", label: words.zoomIn, run: zoomIn },
    { keys: "=", label: words.zoomIn, run: zoomIn },
    { keys: "-", label: words.zoomOut, run: zoomOut },
    { keys: "0", label: words.fit, run: fit },
    {
      keys: "z",
      label: words.natural,
      run: () => {
        toggleNatural();
      },
    },
    move("ArrowLeft", words.directions.left, 1, 0),
    move("ArrowRight", words.directions.right, -1, 0),
    move("ArrowUp", words.directions.up, 0, 1),
    move("ArrowDown", words.directions.down, 0, -1),
  ]);
}

function sizeOf({ width, height }: Photo): Size | null {
  return width === null || height === null ? null : { width, height };
}

function heightOf(element: HTMLElement): number {
  return element.clientHeight;
}
