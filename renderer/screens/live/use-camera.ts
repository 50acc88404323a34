import { useCallback, useEffect, useRef, useState } from "react";
import { cameraFailureOf, type CameraFailure } from "./camera-failure.ts";

/** What the camera does. */
export type CameraState =
  | { readonly kind: "off"; readonly because: "never" | "stopped" | "hidden" | "unplugged" }
  | { readonly kind: "starting" }
  | {
      readonly kind: "on";
      readonly stream: MediaStream;
      readonly deviceId: string | null;
      readonly facesUser: boolean;
    }
  | { readonly kind: "failed"; readonly failure: CameraFailure };

/** A camera to choose. */
export interface CameraDevice {
  readonly id: string;
  /** Empty when the browser does not tell. */
  readonly label: string;
}

/** The camera of this computer. It runs only while the page is there to be seen. */
export interface Camera {
  readonly state: CameraState;
  /** Those that there are; none before the user has allowed the use of one. */
  readonly devices: readonly CameraDevice[];
  readonly start: (deviceId?: string) => void;
  readonly stop: () => void;
}

/** What detectors look at first; a larger picture would be made smaller before it is sent. */
const wanted = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } } as const;

/** Off, until `start` is called. */
export function useCamera(): Camera {
  const [state, setState] = useState<CameraState>({ kind: "off", because: "never" });
  const [devices, setDevices] = useState<readonly CameraDevice[]>([]);
  const running = useRef<MediaStream | null>(null);
  /** Each start and stop counts: a camera that comes too late is switched off again. */
  const turn = useRef(0);

  const end = useCallback((next: CameraState) => {
    turn.current += 1;
    for (const track of running.current?.getTracks() ?? []) track.stop();
    running.current = null;
    setState(next);
  }, []);

  const start = useCallback(
    async (deviceId?: string) => {
      // Browsers leave it out on pages that came over an open network.
      const media = navigator.mediaDevices as MediaDevices | undefined;
      if (media === undefined) {
        setState({ kind: "failed", failure: "insecure" });
        return;
      }
      end({ kind: "starting" });
      const own = turn.current;
      try {
        const video = { ...wanted, ...(deviceId !== undefined && { deviceId: { exact: deviceId } }) };
        const stream = await media.getUserMedia({ video, audio: false });
        const [track] = stream.getVideoTracks();
        if (own !== turn.current || track === undefined) {
          for (const late of stream.getTracks()) late.stop();
          return;
        }
        running.current = stream;
        track.addEventListener("ended", () => {
          if (own === turn.current) end({ kind: "off", because: "unplugged" });
        });
        const settings = track.getSettings();
        const facesUser = settings.facingMode !== "environment";
        setState({ kind: "on", stream, deviceId: settings.deviceId ?? null, facesUser });
        setDevices(await camerasOf(media));
      } catch (error) {
        if (own === turn.current) end({ kind: "failed", failure: cameraFailureOf(error) });
      }
    },
    [end],
  );

  useEffect(() => {
    const hide = () => {
      if (document.hidden && running.current !== null) end({ kind: "off", because: "hidden" });
    };
    const media = navigator.mediaDevices as MediaDevices | undefined;
    const change = () => {
      if (media !== undefined) void camerasOf(media).then(setDevices);
    };
    document.addEventListener("visibilitychange", hide);
    media?.addEventListener("devicechange", change);
    return () => {
      document.removeEventListener("visibilitychange", hide);
      media?.removeEventListener("devicechange", change);
      turn.current += 1;
      for (const track of running.current?.getTracks() ?? []) track.stop();
      running.current = null;
    };
  }, [end]);

  return {
    state,
    devices,
    start: (deviceId) => void start(deviceId),
    stop: () => {
      end({ kind: "off", because: "stopped" });
    },
  };
}

async function camerasOf(media: MediaDevices): Promise<CameraDevice[]> {
  const devices = await media.enumerateDevices();
  // Before anything is allowed, browsers tell that there are cameras, but not which.
  return devices
    .filter(({ kind, deviceId }) => kind === "videoinput" && deviceId !== "")
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}
