import { z } from "zod";

/** The version of the files that this Familiar writes. It reads this one and those before it. */
export const transferVersion = 1;

// Decision 0026 describes the file for people who want to read it with other programs.

const identity = z.string().min(1).max(200);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().min(1).max(10_000);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const dateTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/);
const rectangle = z.strictObject({
  x: z.number(),
  y: z.number(),
  width: z.number().positive(),
  height: z.number().positive(),
});

/** A face of the file: the hash of its photo, and its place among the faces of that photo, from 0. */
const faceReference = z.tuple([sha256, z.int().nonnegative()]);

/** What a person looks like, as one vector. */
const look = z.strictObject({
  /** The id of the model whose vector it is. */
  model: z.string().min(1).max(200),
  /** Of length 1: float32, little-endian, in base64. */
  vector: z.base64().max(100_000),
  /** How many faces define it, and the sum of their qualities. */
  faces: z.int().positive(),
  weight: z.number().positive(),
  /** When the first and the last of their photos were taken, by the clock of the camera. */
  firstTaken: dateTime.optional(),
  lastTaken: dateTime.optional(),
});

export const personSchema = z.strictObject({
  /** By which everything else in the file names the person; no other person in any library has it. */
  id: identity,
  /** Identities of people who were merged into this one. */
  formerIds: z.array(identity).max(10_000).optional(),
  name,
  birthDate: day.optional(),
  pinned: z.literal(true).optional(),
  hidden: z.literal(true).optional(),
  private: z.literal(true).optional(),
  /** In a library: looks that were brought along without photos. In a file of people: all their looks. */
  looks: z.array(look).max(1_000).optional(),
});

const guess = z.strictObject({ person: identity, probability: z.number().min(0).max(1) });

export const faceSchema = z.strictObject({
  /** Where it is in the upright photo, as parts of its width and height (0 to 1; it may reach over the edge). */
  area: rectangle.optional(),
  /** The same in pixels, for a photo whose size is not known. One of the two is there. */
  pixels: rectangle.optional(),
  /** In which moment of a video it is, in milliseconds. */
  frameMs: z.int().nonnegative().optional(),
  /** Drawn by hand, or told by a journal and not found in the photo yet. Without it, a detector found the face. */
  origin: z.enum(["drawn", "recorded"]).optional(),
  /** Whose it is by the user's word. */
  person: identity.optional(),
  /** The user chose it to show this person in lists. */
  coverOf: identity.optional(),
  ignored: z.literal(true).optional(),
  /** The user said that it is no face. */
  notAFace: z.literal(true).optional(),
  /** The user said that it is none of these people. */
  notPeople: z.array(identity).max(10_000).optional(),
  /** Whose it is by Familiar's own word. An import leaves it out: it is worked out anew. */
  assigned: guess.optional(),
  /** Whose it may be; it waits for the user. Left out likewise. */
  suggested: guess.optional(),
});

export const photoSchema = z.strictObject({
  /** SHA-256 of the file's content. */
  hash: sha256,
  /** The files that show it: the number of the folder in `folders`, and the path in it, with "/". */
  files: z.array(z.strictObject({ folder: z.int().nonnegative().optional(), path: name })).max(10_000),
  /** Pixels of the upright photo. */
  width: z.int().positive().optional(),
  height: z.int().positive().optional(),
  taken: dateTime.optional(),
  faces: z.array(faceSchema).max(100_000).optional(),
  /** People who are in it without a face to be seen. */
  people: z.array(identity).max(10_000).optional(),
  /** The user stacked it: all photos that name the same one here (its first, mostly one of them) are one stack. */
  stackedWith: sha256.optional(),
  /** The user said that it is no frame of a burst. */
  unstacked: z.literal(true).optional(),
  /** The user chose it to stand for its stack. */
  stackCover: z.literal(true).optional(),
  /** It is a raw photo, which the user parted from this picture, that the camera took with it. */
  partedFrom: sha256.optional(),
});

export const albumSchema = z.strictObject({
  name,
  /** The search that fills it: person:1 is the first of `people`, person:1+2 the first or the second. */
  query: z.string().max(100_000).optional(),
  /** null = somebody who is gone. */
  people: z.array(identity.nullable()).max(10_000).optional(),
  /** Hashes of its photos, in their order, when it is filled by hand. */
  photos: z.array(sha256).optional(),
  cover: sha256.optional(),
});

export const judgementSchema = z.strictObject({
  /** 'together': all faces are one person. 'apart': no face of the one side is the same person as any of the other. */
  kind: z.enum(["together", "apart"]),
  faces: z.array(faceReference).min(1),
  others: z.array(faceReference).optional(),
});

export const differenceSchema = z.tuple([identity, identity]);

const modelsSchema = z.strictObject({
  detector: z.string(),
  landmarks: z.string().nullable(),
  embedding: z.string(),
});

/** What is at the top of a file, beside its lists. */
export const headerSchema = z.strictObject({
  /** 'library': everything. 'people': names and looks only. */
  familiar: z.enum(["library", "people"]),
  version: z.int().positive(),
  exportedAt: z.iso.datetime(),
  models: modelsSchema.nullable(),
  /** Absolute paths of the folders, for people; an import does not look there. */
  folders: z.array(z.string()).max(10_000).optional(),
});

export type TransferPerson = z.infer<typeof personSchema>;
export type TransferLook = z.infer<typeof look>;
export type TransferFace = z.infer<typeof faceSchema>;
export type TransferPhoto = z.infer<typeof photoSchema>;
export type TransferAlbum = z.infer<typeof albumSchema>;
export type TransferJudgement = z.infer<typeof judgementSchema>;
export type TransferDifference = z.infer<typeof differenceSchema>;
export type TransferHeader = z.infer<typeof headerSchema>;
export type TransferFaceReference = z.infer<typeof faceReference>;
export type TransferRectangle = z.infer<typeof rectangle>;

/** The lists of a file, in the order in which they are written. */
export const transferLists = ["people", "photos", "albums", "judgements", "differentPeople"] as const;

/** A file as an import holds it. Photos have only what the user said: faces nothing is said about are left out. */
export interface Transfer {
  readonly header: TransferHeader;
  readonly people: readonly TransferPerson[];
  readonly photos: readonly TransferPhoto[];
  readonly albums: readonly TransferAlbum[];
  readonly judgements: readonly TransferJudgement[];
  readonly differentPeople: readonly TransferDifference[];
}
