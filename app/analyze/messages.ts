import { z } from "zod";
import { networkFiles } from "../faces/network-files.ts";

// What the owner process and an analyzer say to each other. Both sides parse what they receive.

/** Any Uint8Array, a Buffer too. */
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
/** Any Float32Array: one that was sent may lie in a larger buffer. */
const floats = z.custom<Float32Array>((value) => value instanceof Float32Array);

const videoSetup = z.strictObject({
  /** Absolute paths of the programs. */
  ffmpeg: z.string(),
  ffprobe: z.string(),
  /** The cosine similarity from which on two faces of a video are one person's. */
  sameFaceSimilarity: z.number(),
});

/** What videos are looked into with. */
export type VideoSetup = z.infer<typeof videoSetup>;

/** The first message to an analyzer. */
export const analyzerSetup = z.strictObject({
  networks: networkFiles,
  /** Without it videos fail, for a passing reason. */
  video: videoSetup.optional(),
  /** Where thumbnails go; null = make none. */
  thumbnailFolder: z.string().nullable(),
});

export type AnalyzerSetup = z.infer<typeof analyzerSetup>;

const box = { x: z.number(), y: z.number(), width: z.number(), height: z.number() };

const place = z.strictObject({
  ...box,
  /** In which moment of a video, in milliseconds; none for a photo. */
  frameMs: z.int().nonnegative().optional(),
  score: z.number(),
  /** x, y, x, y ... in pixels of the upright photo; empty = to be found. */
  landmarks: floats,
});

/** A face that is known and lacks a vector: lengths in pixels of the upright photo. */
export type FaceToEmbed = z.infer<typeof place>;

export const toAnalyzer = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("setup"), setup: analyzerSetup }),
  z.strictObject({ type: z.literal("read"), jobId: z.int(), path: z.string() }),
  /** Represent these faces, if the file still has the content that they were found in. */
  z.strictObject({
    type: z.literal("embed"),
    jobId: z.int(),
    path: z.string(),
    /** SHA-256, 32 bytes. */
    contentHash: bytes,
    faces: z.array(place),
  }),
  /** The answer to "identified": go on, or the content is known and needs nothing. */
  z.strictObject({ type: z.literal("decided"), jobId: z.int(), isWanted: z.boolean() }),
]);

export type ToAnalyzer = z.infer<typeof toAnalyzer>;

const capture = z.strictObject({
  takenAt: z.string().nullable(),
  takenAtOffset: z.string().nullable(),
  cameraMake: z.string().nullable(),
  cameraModel: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
});

const face = z.strictObject({
  ...place.shape,
  quality: z.number(),
  sharpness: z.number(),
  yaw: z.number(),
  embedding: floats,
  /** The length that the network gave the embedding. */
  embeddingNorm: z.number().optional(),
  /** Where else in a video this person was seen. */
  alsoAt: z.array(z.strictObject({ ...box, frameMs: z.int().nonnegative() })).optional(),
});

/** A face as an analyzer reports it: lengths in pixels of the upright photo, embedding of unit length. */
export type AnalysedFace = z.infer<typeof face>;

const photo = z.strictObject({
  format: z.string(),
  width: z.int(),
  height: z.int(),
  orientation: z.int(),
  ...capture.shape,
  /** Of a video; a photo has none. */
  durationMs: z.int().nonnegative().optional(),
  /** Which moment of a video stands for it. */
  posterMs: z.int().nonnegative().optional(),
});

/** A photo's facts as an analyzer reports them. */
export type AnalysedPhoto = z.infer<typeof photo>;

/** What a photo says of its exposure, as an analyzer reports it. */
export type AnalysedShot = z.infer<typeof shot>;

const readFile = z.strictObject({
  /** SHA-256 of the content, 32 bytes. */
  contentHash: bytes,
  sizeBytes: z.int(),
  modifiedAtMs: z.number(),
  /** Of a camera's raw file: whether it needs more than that depends on the picture beside it. */
  raw: photo.optional(),
});

/** What an analyzer knows of a file once it has read it. */
export type ReadFile = z.infer<typeof readFile>;

const shot = z.strictObject({
  fractionMs: z.int().nullable(),
  burstId: z.string().nullable(),
  contentId: z.string().nullable(),
});

const timings = z.record(z.string(), z.number());

export const fromAnalyzer = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("ready") }),
  z.strictObject({ type: z.literal("unusable"), reason: z.string() }),
  z.strictObject({ type: z.literal("identified"), jobId: z.int(), file: readFile }),
  z.strictObject({
    type: z.literal("analysed"),
    jobId: z.int(),
    photo,
    /** What it says of its exposure. */
    shot: shot.optional(),
    faces: z.array(face),
    /** Milliseconds a stage, for the benchmark. */
    stageMs: timings,
  }),
  /** The faces asked for, in their order. */
  z.strictObject({ type: z.literal("embedded"), jobId: z.int(), faces: z.array(face), stageMs: timings }),
  /** Still at it: a video takes longer than a photo may. */
  z.strictObject({ type: z.literal("working"), jobId: z.int() }),
  /** The content is not wanted, or not the one that was asked for. */
  z.strictObject({ type: z.literal("skipped"), jobId: z.int() }),
  /** `isLasting`: the content is at fault, so that only another content or recipe can end better. */
  z.strictObject({
    type: z.literal("failed"),
    jobId: z.int(),
    reason: z.string(),
    isLasting: z.boolean(),
  }),
]);

export type FromAnalyzer = z.infer<typeof fromAnalyzer>;
