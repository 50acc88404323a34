import { expect, it } from "vitest";
import { splitVideos, withoutCompanions } from "../../app/library/videos.ts";

const files = (...paths: string[]) => paths.map((path) => ({ path }));
const names = (list: readonly { readonly path: string }[]) => list.map(({ path }) => path);

it("the movie of a Live Photo is no video of its own; movies elsewhere and of other names are", () => {
  const all = files("/a/IMG_1.HEIC", "/a/IMG_1.MOV", "/a/IMG_2.MOV", "/b/IMG_1.MOV", "/a/c.jpg", "/a/c.mp4");
  expect(names(withoutCompanions(all, new Set()))).toEqual([
    ...["/a/IMG_1.HEIC", "/a/IMG_2.MOV", "/b/IMG_1.MOV", "/a/c.jpg", "/a/c.mp4"],
  ]);
  expect(withoutCompanions(all, new Set(["/a/IMG_1.MOV"]))).toEqual(all);
});

it("without FFmpeg videos wait, and photos do not", () => {
  const all = files("/a/1.jpg", "/a/2.mp4", "/a/3.MOV");
  const waiting = splitVideos(all, false);
  expect([names(waiting.ready), names(waiting.waiting)]).toEqual([["/a/1.jpg"], ["/a/2.mp4", "/a/3.MOV"]]);
  expect(splitVideos(all, true)).toEqual({ ready: all, waiting: [] });
});
