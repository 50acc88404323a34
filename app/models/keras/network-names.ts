import { z } from "zod";

export const kerasNetworkName = z.enum([
  "vgg-face",
  "facenet-128",
  "facenet-512",
  "openface",
  "deepface",
  "deepid",
  "arcface",
]);

/** The networks that Familiar builds itself, layer by layer. */
export type KerasNetworkName = z.infer<typeof kerasNetworkName>;
