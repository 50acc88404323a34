/** Takes pictures from a video that plays. */
export interface VideoFrames {
  /** The newest picture as a JPEG, once there is one that was not taken yet. */
  readonly next: () => Promise<{ readonly frame: Blob; readonly takenAtMs: number }>;
  /** A face with some room around it, out of the picture that was taken last; `box` in shares of it. In memory only. */
  readonly cut: (box: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }) => HTMLCanvasElement;
  readonly close: () => void;
}

/** The detectors' first look has no more; what they need not see need not be sent. */
const longSide = 640;

/** What a JPEG of this quality does to the vector of a face is little: decision 0036. */
const quality = 0.9;

/** Of a face that is cut out: its side in pixels, and how much larger than the face it is. */
const cutSide = 144;
const roomAround = 1.5;

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
    cut: (box) => {
      const cutOut = document.createElement("canvas");
      Object.assign(cutOut, { width: cutSide, height: cutSide });
      const from = Math.max(box.width * canvas.width, box.height * canvas.height) * roomAround;
      const left = (box.x + box.width / 2) * canvas.width - from / 2;
      const top = (box.y + box.height / 2) * canvas.height - from / 2;
      cutOut.getContext("2d")?.drawImage(canvas, left, top, from, from, 0, 0, cutSide, cutSide);
      return cutOut;
    },
    close: () => {
      video.cancelVideoFrameCallback(handle);
      wake?.();
    },
  };
}
