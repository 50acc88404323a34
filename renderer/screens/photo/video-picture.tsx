import { FolderOpen, ImageOff, Play, ScanFace } from "lucide-react";
import { useState } from "react";
import { useReveal, type Photo } from "../../api/photos.ts";
import { Button } from "../../components/button.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./photo-stage.module.css";
import type { Rectangle } from "./photo-view.ts";
import type { VideoMoment } from "./use-video-moment.ts";

interface VideoPictureProps {
  readonly photo: Photo;
  readonly video: VideoMoment;
  readonly placed: Rectangle;
}

/** A frame of a video, or the video itself while it is played. */
export function VideoPicture({ photo, video, placed }: VideoPictureProps) {
  const style = { left: placed.x, top: placed.y, width: placed.width, height: placed.height };
  const name = photo.files[0]?.name ?? texts.photo.video;
  if (video.isPlaying) {
    return (
      <>
        <video
          className={styles["picture"]}
          style={style}
          // A fragment says where to begin (Media Fragments URI 1.0).
          src={`/media/originals/${String(photo.id)}${video.faceId === null ? "" : `#t=${String(video.ms / 1000)}`}`}
          aria-label={name}
          controls
          autoPlay
          onError={video.refuse}
        />
        <div className={styles["player"]}>
          <Button size="small" onClick={video.stop}>
            <ScanFace size={16} aria-hidden />
            {texts.photo.stopPlaying}
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      <Frame key={`${String(photo.id)} ${String(video.ms)}`} {...{ photo, video, style, name }} />
      <div className={styles["player"]}>
        {photo.files.some(({ isMissing }) => !isMissing) && (
          <Button size="small" onClick={video.play}>
            <Play size={16} aria-hidden />
            {video.faceId === null ? texts.photo.play(photo.durationMs ?? 0) : texts.photo.playFrom(video.ms)}
          </Button>
        )}
      </div>
      {video.cannotPlay && <CannotPlay photo={photo} />}
    </>
  );
}

function Frame({
  photo,
  video,
  style,
  name,
}: Pick<VideoPictureProps, "photo" | "video"> & {
  readonly style: Readonly<Record<"left" | "top" | "width" | "height", number>>;
  readonly name: string;
}) {
  const [hasFailed, setFailed] = useState(false);
  if (hasFailed) {
    return (
      <p className={styles["missing"]}>
        <ImageOff size={40} strokeWidth={1.5} aria-hidden />
        {texts.photo.pictureMissing}
      </p>
    );
  }
  return (
    <img
      className={styles["picture"]}
      style={style}
      src={
        video.faceId === null
          ? `/media/thumbnails/${String(photo.id)}/1280`
          : `/media/frames/${String(video.faceId)}`
      }
      alt={texts.photo.videoStage(name, video.ms)}
      draggable={false}
      onError={() => {
        setFailed(true);
      }}
    />
  );
}

function CannotPlay({ photo }: { readonly photo: Photo }) {
  const reveal = useReveal();
  return (
    <div role="alert" className={styles["notice"]} data-answerable>
      <p>{texts.photo.cannotPlay}</p>
      {photo.canReveal && (
        <Button
          size="small"
          onClick={() => {
            reveal.mutate(photo.id);
          }}
        >
          <FolderOpen size={16} aria-hidden />
          {texts.photo.reveal}
        </Button>
      )}
    </div>
  );
}
