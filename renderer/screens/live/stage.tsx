import { CameraOff, TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { LiveFace } from "../../api/live.ts";
import faceBox from "../../components/face-box.module.css";
import { texts } from "../../texts/texts.ts";
import styles from "./live-screen.module.css";
import type { Camera, CameraState } from "./use-camera.ts";
import type { LiveFaces } from "./use-live-faces.ts";

interface StageProps {
  readonly camera: Camera;
  readonly live: LiveFaces;
  readonly isMirrored: boolean;
  readonly markedTrack: number | null;
  readonly onVideo: (video: HTMLVideoElement | null) => void;
  readonly onName: (face: LiveFace) => void;
}

const usualRatio = 4 / 3;

/** The camera's picture with the faces on it, or why there is none. */
export function Stage({ camera, live, isMirrored, markedTrack, onVideo, onName }: StageProps) {
  const { state } = camera;
  const [ratio, setRatio] = useState(usualRatio);
  return (
    <section className={styles["stage"]} aria-label={texts.live.picture}>
      {state.kind === "on" && (
        <div
          className={styles["frame"]}
          style={{ aspectRatio: ratio, width: `min(100cqw, 100cqh * ${String(ratio)})` }}
        >
          <Video
            stream={state.stream}
            isMirrored={isMirrored}
            onVideo={onVideo}
            onSize={(width, height) => {
              if (width > 0 && height > 0) setRatio(width / height);
            }}
          />
          {live.faces.map((face) => (
            <FaceBox
              key={face.track}
              {...{ face, isMirrored, onName }}
              isMarked={face.track === markedTrack}
            />
          ))}
          <p className={styles["on"]}>
            <span className={styles["light"]} aria-hidden />
            {live.sessionId === null && live.problem === null ? texts.live.preparing : texts.live.isOn}
          </p>
          {live.problem !== null && (
            <p role="alert" className={styles["problem"]}>
              <strong>{texts.live.recognitionFailed}</strong> {live.problem.message}
            </p>
          )}
        </div>
      )}
      {state.kind !== "on" && <Without state={state} />}
    </section>
  );
}

interface VideoProps {
  readonly stream: MediaStream;
  readonly isMirrored: boolean;
  readonly onVideo: (video: HTMLVideoElement | null) => void;
  readonly onSize: (width: number, height: number) => void;
}

function Video({ stream, isMirrored, onVideo, onSize }: VideoProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    element.srcObject = stream;
    onVideo(element);
    return () => {
      element.srcObject = null;
      onVideo(null);
    };
  }, [stream, onVideo]);
  return (
    <video
      ref={video}
      className={styles["video"]}
      data-mirrored={isMirrored || undefined}
      aria-label={texts.live.picture}
      autoPlay
      playsInline
      muted
      disablePictureInPicture
      onResize={({ currentTarget: { videoWidth, videoHeight } }) => {
        onSize(videoWidth, videoHeight);
      }}
    />
  );
}

interface FaceBoxProps {
  readonly face: LiveFace;
  readonly isMirrored: boolean;
  readonly isMarked: boolean;
  readonly onName: (face: LiveFace) => void;
}

/** A face on the picture. For the pointer; the list beside the picture is for keyboard and screen reader. */
function FaceBox({ face, isMirrored, isMarked, onName }: FaceBoxProps) {
  const { box, identity } = face;
  const left = isMirrored ? 1 - box.x - box.width : box.x;
  const percent = (share: number) => `${(share * 100).toFixed(2)}%`;
  const label = labelOf(face);
  const mayBeNamed = isNameable(face);
  return (
    <div
      className={[faceBox["box"], styles["face"]].join(" ")}
      style={{
        ...{ left: percent(left), top: percent(box.y) },
        ...{ width: percent(box.width), height: percent(box.height) },
      }}
      data-kind={identity.kind}
      data-marked={isMarked || undefined}
      // A label below the picture could not be read.
      data-low={box.y + box.height > 0.88 || undefined}
      aria-hidden
      {...(mayBeNamed && {
        onClick: () => {
          onName(face);
        },
      })}
    >
      {label !== null && (
        <span className={[faceBox["label"], styles["label"]].join(" ")} dir="auto">
          {label}
        </span>
      )}
    </div>
  );
}

function labelOf({ identity }: LiveFace): string | null {
  switch (identity.kind) {
    case "known":
      return identity.name;
    case "likely":
      return texts.live.likely(identity.name);
    case "unknown":
      return texts.live.whoIsThis;
    case "hidden":
    case "unclear":
    case "looking":
      return null;
  }
}

/** Can it be said who this is? */
export function isNameable({ identity: { kind } }: LiveFace): boolean {
  return kind === "known" || kind === "likely" || kind === "unknown";
}

function Without({ state }: { readonly state: Exclude<CameraState, { kind: "on" }> }) {
  if (state.kind === "starting") {
    return (
      <p role="status" className={styles["without"]}>
        {texts.live.starting}
      </p>
    );
  }
  const isFailed = state.kind === "failed";
  const { title, text } = isFailed ? texts.live.failures[state.failure] : texts.live.off[state.because];
  const Icon = isFailed ? TriangleAlert : CameraOff;
  return (
    <div className={styles["without"]} role={isFailed ? "alert" : "status"}>
      <Icon size={40} strokeWidth={1.5} aria-hidden />
      <h2>{title}</h2>
      <p className={styles["withoutText"]}>{text}</p>
    </div>
  );
}
