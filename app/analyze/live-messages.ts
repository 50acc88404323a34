import { z } from "zod";
import { networkFiles } from "../faces/network-files.ts";

// What the owner process and the process that looks at a camera's pictures say to each other. Both parse what they receive.

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const floats = z.custom<Float32Array>((value) => value instanceof Float32Array);

const box = z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

/** With what a camera's pictures are looked at. */
export const liveSetup = z.strictObject({
  networks: networkFiles,
  /** From here on two faces are one person to the embedding model. */
  sameFaceSimilarity: z.number(),
});

export type LiveSetup = z.infer<typeof liveSetup>;

/** A picture of a camera. */
const frame = z.strictObject({
  /** Whose picture it is: faces are followed in each view by itself. */
  view: z.string(),
  /** A JPEG. */
  bytes,
});

export type LiveFrame = z.infer<typeof frame>;

export const toLive = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("setup"), setup: liveSetup }),
  z.strictObject({ type: z.literal("look"), jobId: z.int(), frame }),
]);

export type ToLive = z.infer<typeof toLive>;

const followedFace = z.strictObject({
  track: z.int(),
  /** In pixels of the picture. */
  box,
  score: z.number(),
  quality: z.number().nullable(),
  looks: z.int(),
  template: floats.nullable(),
});

const seenFrame = z.strictObject({
  width: z.int(),
  height: z.int(),
  faces: z.array(followedFace),
});

export type SeenFrame = z.infer<typeof seenFrame>;

export const fromLive = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("seen"), jobId: z.int(), seen: seenFrame }),
  z.strictObject({
    type: z.literal("failed"),
    jobId: z.int(),
    reason: z.string(),
    /** The picture is at fault, not the models. */
    isPicture: z.boolean(),
  }),
]);

export type FromLive = z.infer<typeof fromLive>;
