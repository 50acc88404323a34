/** Takes pictures from a video that plays. */
export interface VideoFrames {
  /** The newest picture as a JPEG, once there is one that was not taken yet. */
  readonly next: () => Promise<{ readonly frame: Blob; readonly takenAtMs: number }>;
  readonly close: () => void;
}

/** The detectors' first look has no more; what they need not see need not be sent. */
const longSide = 640;

/** At this quality a JPEG changes no embedding that could be measured, and encodes in some 4 ms. */
const quality = 0.9;

/** Listens to a video until it is closed. */
export function videoFrames(video: HTMLVideoElement): VideoFrames {
  const canvas = new OffscreenCanvas(1, 1);
  // The pixels are read back each time; in the memory of a graphics card that would take longer.
  const drawing = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
  let isNew = false;
  let wake: (() => void) | null = null;
  const shown = () => {
    isNew = true;
    wake?.();
    handle = video.requestVideoFrameCallback(shown);
  };
  let handle = video.requestVideoFrameCallback(shown);
  return {
    next: async () => {
      if (!isNew) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      isNew = false;
      const takenAtMs = performance.now();
      const { videoWidth, videoHeight } = video;
      const scale = Math.min(1, longSide / Math.max(videoWidth, videoHeight));
      const width = Math.max(1, Math.round(videoWidth * scale));
      const height = Math.max(1, Math.round(videoHeight * scale));
      // Setting a size clears the canvas, even the same one.
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
      drawing?.drawImage(video, 0, 0, width, height);
      return { frame: await canvas.convertToBlob({ type: "image/jpeg", quality }), takenAtMs };
    },
    close: () => {
      video.cancelVideoFrameCallback(handle);
      wake?.();
    },
  };
}

/** Cuts a face, with some room around it, out of what a video shows. In memory only. */
export function cutFace(
  video: HTMLVideoElement,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  { side, isMirrored }: { readonly side: number; readonly isMirrored: boolean },
): HTMLCanvasElement {
  const { videoWidth, videoHeight } = video;
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: side, height: side });
  const drawing = canvas.getContext("2d");
  const room = 1.6;
  const from = Math.max(box.width * videoWidth, box.height * videoHeight) * room;
  const left = (box.x + box.width / 2) * videoWidth - from / 2;
  const top = (box.y + box.height / 2) * videoHeight - from / 2;
  if (isMirrored) drawing?.setTransform(-1, 0, 0, 1, side, 0);
  drawing?.drawImage(video, left, top, from, from, 0, 0, side, side);
  return canvas;
}
