import { z } from "zod";
import { storedRecipeSchema } from "../db/stored-recipe.ts";
import { rowChangesSchema } from "./row-changes.ts";

/** The version of the text journal's format. */
export const journalVersion = 1;

const id = z.string().regex(/^\d+$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const dateTime = z.iso.datetime();
const box = z.tuple([z.number(), z.number(), z.number().positive(), z.number().positive()]);

const header = z.strictObject({ journal: z.literal("familiar"), version: z.int().positive() });
const root = z.strictObject({ root: z.string().min(1), at: dateTime });
const recipe = z.strictObject({ recipe: storedRecipeSchema });
const content = z.strictObject({ content: sha256, photo: sha256 });
const replayed = z.strictObject({ replayed: dateTime });
const step = z.strictObject({
  number: z.int().positive(),
  event: z.enum(["do", "undo", "redo"]),
  action: z.int().positive(),
  kind: z.string().min(1),
  at: dateTime,
  summary: z.string().min(1),
  /** When it was first done; only in undo and redo. */
  doneAt: dateTime.optional(),
  changes: rowChangesSchema,
  /** By id, every face that the changes mention: its photo, x, y, width, height in the upright photo; in a video, when (ms). */
  faces: z.record(id, z.strictObject({ photo: sha256, box, frameMs: z.int().nonnegative().optional() })),
  /** By id, every photo that the changes mention. */
  photos: z.record(id, sha256),
  /** By id, the names of the people that the changes mention. */
  people: z.record(id, z.string()),
});

const entrySchema = z.union([step, root, recipe, content, replayed, header]);

/** A line that tells of an action that was done, undone or redone. */
export type StepEntry = z.infer<typeof step>;

/**
 * A line of the text journal: a step; a folder that the user named; the models that the library uses from now on; a
 * content that Familiar made of a photo by writing metadata into its file; the catalogue was begun anew or went back, and was told all lines before this one; the first line.
 */
export type JournalEntry = z.infer<typeof entrySchema>;

/** The text of a line, with its end. */
export function entryText(entry: JournalEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

/** Reads a line; null when it is none of this journal. */
export function parseEntry(text: string): JournalEntry | null {
  try {
    return entrySchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
