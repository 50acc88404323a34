import { z } from "zod";
import { networkFiles } from "../faces/network-files.ts";
import { photoErrorCodes } from "../photo/photo-error.ts";

// What the owner process and an examiner say to each other. Both sides parse what they receive.

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const floats = z.custom<Float32Array>((value) => value instanceof Float32Array);

const box = z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

/** A face whose place is known: lengths in pixels of the upright photo; no landmarks = to be found. */
const knownPlace = z.strictObject({ ...box.shape, score: z.number(), landmarks: floats });

export type KnownPlace = z.infer<typeof knownPlace>;

/** A photo to be looked at: a file that the owner names, or bytes that are nowhere else. */
const photo = z.discriminatedUnion("from", [
  z.strictObject({ from: z.literal("file"), path: z.string() }),
  z.strictObject({ from: z.literal("bytes"), bytes }),
]);

export type PhotoToExamine = z.infer<typeof photo>;

export const toExaminer = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("setup"), networks: networkFiles }),
  z.strictObject({
    type: z.literal("examine"),
    jobId: z.int(),
    photo,
    /** null = look for faces. */
    known: z.array(knownPlace).nullable(),
  }),
]);

export type ToExaminer = z.infer<typeof toExaminer>;

const examinedFace = z.strictObject({
  /** In pixels of the upright photo. */
  box,
  score: z.number(),
  quality: z.number(),
  /** Of length 1. */
  embedding: floats,
  /** The length that the network gave the embedding. */
  embeddingNorm: z.number().optional(),
  /** The 112 x 112 picture that was represented, as a JPEG. */
  aligned: bytes,
});

export type ExaminedFace = z.infer<typeof examinedFace>;

const examined = z.strictObject({
  width: z.int(),
  height: z.int(),
  /** The upright photo as a JPEG, its long side at most 1280. */
  preview: bytes,
  faces: z.array(examinedFace),
});

export type ExaminedPhoto = z.infer<typeof examined>;

export const fromExaminer = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("examined"), jobId: z.int(), examined }),
  z.strictObject({
    type: z.literal("failed"),
    jobId: z.int(),
    reason: z.string(),
    /** null = the photo is not at fault. */
    code: z.enum(photoErrorCodes).nullable(),
  }),
]);

export type FromExaminer = z.infer<typeof fromExaminer>;
