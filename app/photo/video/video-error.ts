import { PhotoError } from "../photo-error.ts";
import { howToGetFfmpeg } from "./find-ffmpeg.ts";
import type { ToolResult } from "./run-tool.ts";

/** The error for a video that cannot be looked at here. Not the file's fault. */
export function ffmpegMissing(): PhotoError {
  return new PhotoError("unreadable", howToGetFfmpeg());
}

/** The error for a video without a picture. */
export function noPicture(): PhotoError {
  return new PhotoError("not-a-photo", "This file holds sound only, no moving picture.");
}

/** The error for a video of which no frame, or too few, can be read. */
export function damagedVideo(cause?: unknown): PhotoError {
  return new PhotoError(
    "damaged",
    "The video is damaged: its pictures cannot be read. Copy it again from the camera or phone.",
    { cause },
  );
}

/** The error for a video of which too much is missing. */
export function truncatedVideo(cause?: unknown): PhotoError {
  return new PhotoError(
    "truncated",
    "Part of the video is missing: the file was probably copied or downloaded only in part. Copy it again.",
    { cause },
  );
}

/** Explains a run of FFprobe or FFmpeg that did not end well. */
export function explainToolFailure({ ending, complaint }: ToolResult): PhotoError {
  const cause = new Error(`${ending}: ${complaint}`);
  if (ending === "unstartable") {
    return new PhotoError(
      "unreadable",
      "FFmpeg, which reads videos, can no longer be started. Look with familiar doctor, then scan again.",
      { cause },
    );
  }
  if (ending === "timed-out" || ending === "too-much") {
    return new PhotoError(
      "damaged",
      "The video takes far too long to read; it is probably damaged. Copy it again from the camera or phone.",
      { cause },
    );
  }
  if (/moov atom not found|truncat|end of file/i.test(complaint)) return truncatedVideo(cause);
  if (/not on whitelist/i.test(complaint)) {
    return new PhotoError("not-a-photo", "The content is not a video, whatever the file's name says.", {
      cause,
    });
  }
  if (/decoder .*not found|no decoder|unknown decoder|could not find codec/i.test(complaint)) {
    return new PhotoError(
      "unsupported",
      "The FFmpeg on this computer cannot read this kind of video. Install a complete one, or convert the video to MP4.",
      { cause },
    );
  }
  if (/permission denied/i.test(complaint)) {
    return new PhotoError(
      "no-permission",
      "Familiar is not allowed to read this file. Give your user account permission to read it.",
      { cause },
    );
  }
  if (/no such file/i.test(complaint)) {
    return new PhotoError(
      "vanished",
      "The file is no longer there; it was moved, renamed or deleted while Familiar was working.",
      { cause },
    );
  }
  return damagedVideo(cause);
}
