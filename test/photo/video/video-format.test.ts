import { describe, expect, it } from "vitest";
import { hasMediaExtension, hasPhotoExtension } from "../../../app/photo/format.ts";
import { hasVideoExtension, isCompanionMovie, videoFormatOf } from "../../../app/photo/video/video-format.ts";

describe("names of videos", () => {
  it("are told by their ending, whatever the case", () => {
    for (const name of ["a.mp4", "IMG_1.MOV", "x.y.m4v", "clip.3GP", "00001.MTS", "old.avi", "film.mkv"]) {
      expect(hasVideoExtension(name), name).toBe(true);
      expect(hasMediaExtension(name), name).toBe(true);
      expect(hasPhotoExtension(name), name).toBe(false);
    }
  });

  it("are not those of photos, of sound, of playlists, or without a stem", () => {
    for (const name of ["a.jpg", "song.mp3", "list.m3u8", "mp4", ".mov", "a.mp4.txt"]) {
      expect(hasVideoExtension(name), name).toBe(false);
    }
  });
});

describe("the movie of a Live Photo", () => {
  it("has the name of its still", () => {
    expect(isCompanionMovie("IMG_1.MOV", "IMG_1.HEIC")).toBe(true);
    expect(isCompanionMovie("IMG_1.mov", "IMG_1.jpg")).toBe(true);
  });

  it("is no other movie, and no movie beside another kind of file", () => {
    expect(isCompanionMovie("IMG_2.MOV", "IMG_1.HEIC")).toBe(false);
    expect(isCompanionMovie("IMG_1.mp4", "IMG_1.HEIC")).toBe(false);
    expect(isCompanionMovie("IMG_1.MOV", "IMG_1.png")).toBe(false);
    expect(isCompanionMovie("IMG_1.MOV", "IMG_1.mp4")).toBe(false);
  });
});

it("the container is told by what FFmpeg says, not by the name", () => {
  const mov = "mov,mp4,m4a,3gp,3g2,mj2";
  expect(videoFormatOf(mov, "qt  ", "h264")).toBe("mov");
  expect(videoFormatOf(mov, "isom", "h264")).toBe("mp4");
  expect(videoFormatOf(mov, "3gp5", "h263")).toBe("3gp");
  expect(videoFormatOf("matroska,webm", "", "h264")).toBe("mkv");
  expect(videoFormatOf("matroska,webm", "", "vp9")).toBe("webm");
  expect(videoFormatOf("mpegts", "", "h264")).toBe("mts");
  expect(videoFormatOf("hls", "", "h264")).toBeUndefined();
});
