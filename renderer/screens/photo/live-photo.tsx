import { CircleDot, CircleStop } from "lucide-react";
import { useState } from "react";
import { Button } from "../../components/button.tsx";
import { useShortcuts } from "../../shell/shortcuts.ts";
import { texts } from "../../texts/texts.ts";
import styles from "./photo-stage.module.css";
import type { Rectangle } from "./photo-view.ts";

interface LivePhotoProps {
  readonly photoId: number;
  /** Of the photo, on the stage. */
  readonly placed: Rectangle;
}

/** Plays the movie of a Live Photo in the place of the photo. */
export function LivePhoto({ photoId, placed }: LivePhotoProps) {
  const [state, setState] = useState<"still" | "playing" | "failed">("still");
  const words = texts.photo;
  const isPlaying = state === "playing";
  const toggle = () => {
    setState(isPlaying ? "still" : "playing");
  };
  useShortcuts(words.title, [{ keys: "l", label: words.playLive, run: toggle }]);
  return (
    <>
      {isPlaying && (
        <video
          className={styles["movie"]}
          style={{ left: placed.x, top: placed.y, width: placed.width, height: placed.height }}
          src={`/media/movies/${String(photoId)}`}
          aria-label={words.liveMovie}
          autoPlay
          playsInline
          onEnded={() => {
            setState("still");
          }}
          onError={() => {
            setState("failed");
          }}
        />
      )}
      <div className={styles["live"]} data-card>
        <Button size="small" aria-pressed={isPlaying} title={words.playLive} onClick={toggle}>
          {isPlaying ? <CircleStop size={16} aria-hidden /> : <CircleDot size={16} aria-hidden />}
          {words.live}
        </Button>
      </div>
      {state === "failed" && (
        <p role="status" className={styles["notice"]}>
          {words.liveFailed}
        </p>
      )}
    </>
  );
}
