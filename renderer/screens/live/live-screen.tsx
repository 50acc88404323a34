import { Camera as CameraIcon, CameraOff } from "lucide-react";
import { useState } from "react";
import type { LiveFace } from "../../api/live.ts";
import { Button } from "../../components/button.tsx";
import { SwitchField } from "../../components/switch-field.tsx";
import { WorkPage } from "../../components/work-page.tsx";
import { useShortcuts } from "../../shell/shortcuts.ts";
import { texts } from "../../texts/texts.ts";
import { EnrolDialog, type FaceToName } from "./enrol-dialog.tsx";
import { FaceList } from "./face-list.tsx";
import styles from "./live-screen.module.css";
import { Spoken } from "./spoken.tsx";
import { Stage } from "./stage.tsx";
import { useCamera, type Camera } from "./use-camera.ts";
import { useLiveFaces } from "./use-live-faces.ts";

/** Who is before the camera: faces are found and named as they come, and whoever is unknown can be named. */
export function LiveScreen() {
  const camera = useCamera();
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const [mirror, setMirror] = useState<boolean | null>(null);
  const [toName, setToName] = useState<FaceToName | null>(null);
  const [markedTrack, setMarkedTrack] = useState<number | null>(null);
  const { state } = camera;
  const live = useLiveFaces(state.kind === "on" ? state.stream : null, video, toName !== null);
  const isMirrored = mirror ?? (state.kind !== "on" || state.facesUser);
  const name = (face: LiveFace) => {
    const shown = live.pictures.get(face.track);
    if (shown === undefined || live.sessionId === null) return;
    setToName({ sessionId: live.sessionId, face, picture: shown.picture });
  };
  const toggle = () => {
    if (state.kind === "on" || state.kind === "starting") camera.stop();
    else camera.start();
  };
  const firstUnknown = live.recent.find(({ face }) => face.identity.kind === "unknown");
  useShortcuts(texts.live.title, [
    { keys: "c", label: state.kind === "on" ? texts.live.stop : texts.live.start, run: toggle },
    {
      keys: "m",
      label: texts.live.mirrorKey,
      run: () => {
        setMirror(!isMirrored);
      },
    },
    {
      keys: "n",
      label: texts.live.nameKey,
      run: () => {
        if (firstUnknown !== undefined) name(firstUnknown.face);
      },
    },
  ]);
  return (
    <WorkPage title={texts.live.title} intro={texts.live.intro}>
      <div className={styles["controls"]}>
        <StartButton camera={camera} onToggle={toggle} />
        <CameraChoice camera={camera} />
        <SwitchField label={texts.live.mirror} isOn={isMirrored} onChange={setMirror} />
        {/* Its place is kept, so that nothing moves when the figures come. */}
        <p className={styles["figures"]} title={texts.live.latencyText}>
          {live.figures !== null &&
            `${texts.live.rate(live.figures.framesPerSecond)} · ${texts.live.latency(live.figures.latencyMs)}`}
        </p>
      </div>
      <div className={styles["view"]}>
        <Stage {...{ camera, live, isMirrored, markedTrack }} onVideo={setVideo} onName={name} />
        <FaceList
          {...{ live, isMirrored }}
          isOn={state.kind === "on"}
          onMark={setMarkedTrack}
          onName={name}
        />
      </div>
      <Spoken faces={live.recent} isOn={live.sessionId !== null} />
      {toName !== null && (
        <EnrolDialog
          {...toName}
          isMirrored={isMirrored}
          onClose={() => {
            setToName(null);
          }}
        />
      )}
    </WorkPage>
  );
}

function StartButton({ camera, onToggle }: { readonly camera: Camera; readonly onToggle: () => void }) {
  const isOn = camera.state.kind === "on" || camera.state.kind === "starting";
  const Icon = isOn ? CameraOff : CameraIcon;
  return (
    <Button look={isOn ? "plain" : "main"} onClick={onToggle}>
      <Icon size={18} aria-hidden />
      {isOn ? texts.live.stop : texts.live.start}
    </Button>
  );
}

/** Which camera, when there are several. */
function CameraChoice({ camera }: { readonly camera: Camera }) {
  const { state, devices, start } = camera;
  if (devices.length < 2) return null;
  return (
    <label className={styles["cameras"]}>
      <span className="visually-hidden">{texts.live.camera}</span>
      <select
        className={styles["select"]}
        {...(state.kind === "on" && { value: state.deviceId ?? "" })}
        disabled={state.kind === "starting"}
        onChange={(event) => {
          start(event.target.value);
        }}
      >
        {devices.map(({ id, label }, at) => (
          <option key={id} value={id}>
            {label === "" ? texts.live.unnamedCamera(at + 1) : label}
          </option>
        ))}
      </select>
    </label>
  );
}
