import { ImagePlus, X } from "lucide-react";
import { useId, useState, type DragEvent } from "react";
import { Button, IconButton } from "../../components/button.tsx";
import { FileButton } from "../../components/file-button.tsx";
import { texts } from "../../texts/texts.ts";
import type { Side } from "./compare-screen.tsx";
import styles from "./compare-screen.module.css";
import { FoundPeople } from "./found-people.tsx";
import { PhotoPicker } from "./photo-picker.tsx";

/** One of the two photos: chosen, dropped or sent; with its faces to choose from. */
export function PictureSide({ title, side }: { readonly title: string; readonly side: Side }) {
  const [isOver, setOver] = useState(false);
  const titleId = useId();
  const drop = (event: DragEvent) => {
    const file = event.dataTransfer.files[0];
    if (file === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    side.chooseFile(file);
  };
  return (
    <section
      className={styles["side"]}
      aria-labelledby={titleId}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        setOver(false);
        drop(event);
      }}
    >
      <div className={styles["sideHead"]}>
        <h2 id={titleId}>{title}</h2>
        {(side.picture !== null || side.error !== null) && (
          <IconButton label={texts.compare.remove} size="small" onClick={side.clear}>
            <X size={16} aria-hidden />
          </IconButton>
        )}
      </div>
      <Content side={side} />
    </section>
  );
}

function Content({ side }: { readonly side: Side }) {
  const { picture, chosen, isLoading, error } = side;
  if (isLoading) {
    return (
      <div className={styles["empty"]} role="status">
        {texts.compare.looking}
      </div>
    );
  }
  if (picture === null) {
    return (
      <div className={styles["empty"]}>
        <ImagePlus size={36} strokeWidth={1.5} aria-hidden />
        <p>{texts.compare.drop}</p>
        {error !== null && (
          <p role="alert" className={styles["refused"]}>
            {error.message}
          </p>
        )}
        <Choices side={side} />
      </div>
    );
  }
  return (
    <>
      <Picture side={side} />
      {picture.faces.length === 0 && <p role="alert">{texts.compare.noFace}</p>}
      {picture.faces.length > 1 && <p className={styles["hint"]}>{texts.compare.chooseFace}</p>}
      {chosen !== null && (
        <div className={styles["chosen"]}>
          <figure className={styles["crop"]}>
            <img
              src={`/api/compare/pictures/${chosen.pictureId}/faces/${String(chosen.at)}`}
              alt={texts.compare.aligned}
              width={112}
              height={112}
            />
            <figcaption>{texts.compare.aligned}</figcaption>
          </figure>
          <FoundPeople face={chosen} />
        </div>
      )}
      <Choices side={side} />
    </>
  );
}

function Picture({ side: { picture, chosen, chooseFace } }: { readonly side: Side }) {
  if (picture === null) return null;
  const { id, width, height, faces } = picture;
  return (
    <div className={styles["frame"]}>
      {/* Sizes and places are data, which no style sheet can know. */}
      <div className={styles["picture"]} style={{ aspectRatio: `${String(width)} / ${String(height)}` }}>
        <img src={`/api/compare/pictures/${id}/preview`} alt={texts.compare.photo} draggable={false} />
        {faces.map(({ box, personName }, at) => (
          <button
            key={at}
            type="button"
            className={styles["face"]}
            aria-label={texts.compare.face(at + 1, personName)}
            aria-pressed={chosen?.at === at}
            title={personName ?? undefined}
            style={{
              left: `${String(box.x * 100)}%`,
              top: `${String(box.y * 100)}%`,
              width: `${String(box.width * 100)}%`,
              height: `${String(box.height * 100)}%`,
            }}
            onClick={() => {
              chooseFace(at);
            }}
          />
        ))}
      </div>
    </div>
  );
}

function Choices({ side }: { readonly side: Side }) {
  const [isPicking, setPicking] = useState(false);
  return (
    <div className={styles["choices"]}>
      <Button
        onClick={() => {
          setPicking(true);
        }}
      >
        {texts.compare.choose}
      </Button>
      <FileButton
        label={texts.compare.chooseFile}
        accept="image/*,.heic,.heif,.avif"
        onFile={side.chooseFile}
      >
        {texts.compare.chooseFile}
      </FileButton>
      <PhotoPicker
        isOpen={isPicking}
        onClose={() => {
          setPicking(false);
        }}
        onChoose={(photoId) => {
          setPicking(false);
          side.choosePhoto(photoId);
        }}
      />
    </div>
  );
}
