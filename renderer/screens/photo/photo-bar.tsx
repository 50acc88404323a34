import { ArrowLeft, ChevronLeft, ChevronRight, PanelRight, ScanFace, SquareDashed } from "lucide-react";
import type { Photo } from "../../api/photos.ts";
import { IconButton } from "../../components/button.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./photo-screen.module.css";
import type { ListPosition } from "./use-list-position.ts";
import type { PhotoOptions } from "./use-photo-options.ts";

interface PhotoBarProps {
  readonly photo: Photo;
  readonly position: ListPosition;
  readonly options: PhotoOptions;
  readonly isDrawing: boolean;
  readonly go: (photoId: number | null) => void;
  readonly leave: () => void;
  readonly onOptions: (change: Partial<PhotoOptions>) => void;
  readonly onDrawing: (isDrawing: boolean) => void;
}

/** What the photo is, where in its list, and what is shown of it. */
export function PhotoBar(props: PhotoBarProps) {
  const { photo, position, options, isDrawing, go, leave, onOptions, onDrawing } = props;
  const words = texts.photo;
  const { areFacesShown, isPanelShown } = options;
  return (
    <header className={styles["bar"]}>
      <IconButton label={words.back} onClick={leave}>
        <ArrowLeft size={20} aria-hidden />
      </IconButton>
      <div className={styles["title"]}>
        <h1 className={styles["file"]}>
          <bdi>{photo.files[0]?.name ?? (photo.durationMs === null ? words.title : words.video)}</bdi>
        </h1>
        {photo.takenAt !== null && <p className={styles["taken"]}>{words.takenAt(photo.takenAt, null)}</p>}
      </div>
      {position.place !== null && (
        <span className={styles["place"]}>{words.position(position.place, position.total)}</span>
      )}
      <IconButton
        label={words.previous}
        disabled={position.previousId === null}
        focusableWhenDisabled
        onClick={() => {
          go(position.previousId);
        }}
      >
        <ChevronLeft size={20} aria-hidden />
      </IconButton>
      <IconButton
        label={words.next}
        disabled={position.nextId === null}
        focusableWhenDisabled
        onClick={() => {
          go(position.nextId);
        }}
      >
        <ChevronRight size={20} aria-hidden />
      </IconButton>
      <IconButton
        label={areFacesShown ? words.hideFaces : words.showFaces}
        look={areFacesShown ? "plain" : "quiet"}
        onClick={() => {
          onOptions({ areFacesShown: !areFacesShown });
        }}
      >
        <ScanFace size={20} aria-hidden />
      </IconButton>
      {photo.durationMs === null && (
        <IconButton
          label={isDrawing ? words.drawStop : words.draw}
          look={isDrawing ? "plain" : "quiet"}
          onClick={() => {
            onDrawing(!isDrawing);
          }}
        >
          <SquareDashed size={20} aria-hidden />
        </IconButton>
      )}
      <IconButton
        label={isPanelShown ? words.hideInfo : words.showInfo}
        look={isPanelShown ? "plain" : "quiet"}
        onClick={() => {
          onOptions({ isPanelShown: !isPanelShown });
        }}
      >
        <PanelRight size={20} aria-hidden />
      </IconButton>
    </header>
  );
}
