import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { Hono, type Context } from "hono";
import { z } from "zod";
import { thumbnailPath } from "../analyze/thumbnails.ts";
import { findFacePicture, findPhotoFile, type PhotoFileOnDisk } from "../db/face-picture.ts";
import { liveMovieOf } from "../db/live-movies.ts";
import { cropName, faceCropSides, readFaceCrop } from "../library/face-crop.ts";
import { ChangedFileError, readRendition } from "../library/rendition.ts";
import { readVideoFrame } from "../library/video-frame.ts";
import { PhotoError } from "../photo/photo-error.ts";
import { parseRange } from "./byte-range.ts";
import type { ServerContext } from "./context.ts";
import { NotFoundError, RefusedError } from "./errors.ts";
import { idParameter, validate } from "./validate.ts";

/** What browsers show by themselves; anything else is shown as a JPEG made from it. */
const shownByBrowsers: Readonly<Partial<Record<string, string>>> = {
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  avif: "image/avif",
  gif: "image/gif",
};

/**
 * Videos as they are: what of them a browser plays, it tells by the content. Chromium plays no "video/quicktime", though
 * it does play what is in such a file as MP4, which was made from it (ISO/IEC 14496-12).
 */
const videoTypes: Readonly<Partial<Record<string, string>>> = {
  ...{ mp4: "video/mp4", mov: "video/mp4", "3gp": "video/3gpp", webm: "video/webm" },
  ...{ mkv: "video/x-matroska", avi: "video/x-msvideo", mts: "video/mp2t", mpg: "video/mpeg" },
};

/** Browsers turn a JPEG upright as its EXIF says; of other formats Chromium 156 shows some (WebP) as they are stored. */
function isTurned({ format, orientation }: PhotoFileOnDisk): boolean {
  return format !== "jpeg" && (orientation ?? 1) !== 1;
}

const oneOf = (sizes: readonly number[]) =>
  z.coerce.number().refine((size) => sizes.includes(size), `one of ${sizes.join(", ")}`);

const thumbnailSize = z.strictObject({ id: idParameter.shape.id, size: oneOf([256, 1280]) });
const faceSize = z.strictObject({ id: idParameter.shape.id, size: oneOf(faceCropSides) });

/** Pictures by id: the page never names a file. Their names are their content, so windows may keep them. */
export function mediaRoutes({ library }: Pick<ServerContext, "library">) {
  const photoOf = (photoId: number): PhotoFileOnDisk => {
    const photo = findPhotoFile(library.db, photoId);
    if (photo === undefined) throw new NotFoundError(`There is no photo with the number ${photoId}.`);
    return photo;
  };
  return new Hono()
    .get("/thumbnails/:id/:size", validate("param", thumbnailSize), async (c) => {
      const { id, size } = c.req.valid("param");
      const { contentHash } = photoOf(id);
      return await answerKept(c, `${hex(contentHash)}-${size}`, "image/jpeg", async () => {
        const longSide = size === 256 ? 256 : 1280;
        return await readFile(thumbnailPath(library.folders.thumbnails, contentHash, longSide)).catch(
          () => null,
        );
      });
    })
    .get("/faces/:id/:size", validate("param", faceSize), async (c) => {
      const { id, size } = c.req.valid("param");
      const face = findFacePicture(library.db, id);
      if (face === undefined) throw new NotFoundError(`There is no face with the number ${id}.`);
      const side = faceCropSides.find((known) => known === size) ?? 192;
      return await answerKept(
        c,
        cropName(face, side),
        "image/jpeg",
        async () => await readFaceCrop(library.folders, face, side),
      );
    })
    .get("/frames/:id", validate("param", idParameter), async (c) => {
      const face = findFacePicture(library.db, c.req.valid("param").id);
      if (face?.frameMs == null) throw new NotFoundError("There is no such face in a video.");
      const { frameMs } = face;
      const name = `${hex(face.contentHash)}-frame-${frameMs}`;
      return await answerKept(
        c,
        name,
        "image/jpeg",
        async () => await readVideoFrame(library.folders, { ...face, frameMs }),
      );
    })
    .get("/movies/:id", validate("param", idParameter), async (c) => {
      const photoId = c.req.valid("param").id;
      const { contentHash } = photoOf(photoId);
      const movie = liveMovieOf(library.db, photoId);
      if (movie === undefined) throw new NotFoundError("No movie belongs to this photo.");
      return await answerFile(c, movie, "video/mp4", `${hex(contentHash)}-movie`);
    })
    .get("/originals/:id", validate("param", idParameter), async (c) => {
      const photo = photoOf(c.req.valid("param").id);
      if (photo.path === null) throw new RefusedError(fileMissing);
      if (photo.durationMs !== null) {
        const videoType = videoTypes[photo.format ?? ""] ?? "application/octet-stream";
        return await answerFile(c, photo.path, videoType, hex(photo.fileHash));
      }
      const type = isTurned(photo) ? undefined : shownByBrowsers[photo.format ?? ""];
      if (type !== undefined) return await answerFile(c, photo.path, type, hex(photo.fileHash));
      const { path } = photo;
      return await answerKept(
        c,
        `${hex(photo.contentHash)}-full`,
        "image/jpeg",
        async () => await readRendition(library.folders, photo, path).catch(refuse),
      );
    });
}

/** What is wrong with a file is for the user, in the words that a scan has for it. */
function refuse(error: unknown): never {
  if (error instanceof PhotoError && error.code === "vanished") throw new RefusedError(fileMissing);
  if (error instanceof PhotoError || error instanceof ChangedFileError)
    throw new RefusedError(error.message, { cause: error });
  throw error;
}

const fileMissing = "No file of this photo is there. Is its drive connected?";

/** Does the page have this already? A list of ETags, weak ones too, or "*" (RFC 9110, section 13.1.2). */
function isKnown(c: Context, etag: string): boolean {
  const known = (c.req.header("if-none-match") ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return known.includes(etag) || known.includes("*");
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

/** The address names an id, which may show something else one day, so a window asks each time, with the ETag it has. */
async function answerKept(
  c: Context,
  name: string,
  type: string,
  read: () => Promise<Buffer | null>,
): Promise<Response> {
  const etag = `"${name}"`;
  const headers = { ETag: etag, "Cache-Control": "private, max-age=3600" };
  if (isKnown(c, etag)) return c.body(null, 304, headers);
  const bytes = await read();
  if (bytes === null)
    throw new NotFoundError("This picture cannot be shown: neither thumbnail nor photo is there.");
  return c.body(new Uint8Array(bytes), 200, { ...headers, "Content-Type": type });
}

/** Of a file that was replaced since the last scan, the time tells that it is another picture. */
async function answerFile(c: Context, file: string, type: string, name: string): Promise<Response> {
  const { size: sizeBytes, mtimeMs } = await stat(file).catch(() => {
    throw new RefusedError(fileMissing);
  });
  const etag = `"${name}-${Math.round(mtimeMs)}"`;
  const headers = { ETag: etag, "Cache-Control": "private, max-age=3600", "Accept-Ranges": "bytes" };
  if (isKnown(c, etag)) return c.body(null, 304, headers);
  const range = parseRange(c.req.header("range"), sizeBytes);
  if (range === "unsatisfiable")
    return c.body(null, 416, { ...headers, "Content-Range": `bytes */${sizeBytes}` });
  const { start, end } = range ?? { start: 0, end: sizeBytes - 1 };
  const stream = Readable.toWeb(createReadStream(file, { start, end: Math.max(start, end) }));
  return c.body(stream as ReadableStream<Uint8Array<ArrayBuffer>>, range === null ? 200 : 206, {
    ...headers,
    "Content-Type": type,
    "Content-Length": String(end - start + 1),
    ...(range !== null && { "Content-Range": `bytes ${start}-${end}/${sizeBytes}` }),
  });
}
