import { z } from "zod";

// What the desktop app (main/) and the library server say to each other over the channel that Node gives a parent and
// its child. Both sides check what they receive. Paths go this way only, never through the page.

/** How far the work is that goes on at the moment; for tray, dock and taskbar. */
export const activity = z.strictObject({
  /** "Finding faces" */
  title: z.string(),
  done: z.int().nonnegative(),
  /** Null while it is not known. */
  total: z.int().nonnegative().nullable(),
});

/** See `activity`. */
export type Activity = z.infer<typeof activity>;

/** What the desktop app says. */
export const shellToServer = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("start"),
    /** Null = the one of this user. */
    libraryFolder: z.string().min(1).nullable(),
    /** A socket in a folder that only this user may open, or a named pipe. */
    socketPath: z.string().min(1),
    /** Long enough not to be guessed. */
    token: z.string().min(32),
  }),
  /** The user dropped folders or photos onto the window, or chose them from the menu. */
  z.strictObject({ type: z.literal("folders"), folders: z.array(z.string().min(1)).min(1) }),
  /** The answer to "choose-folders"; nothing when the user cancelled. */
  z.strictObject({ type: z.literal("chosen"), askId: z.int().positive(), folders: z.array(z.string()) }),
  /** Finish what is being written, close the library, and end. */
  z.strictObject({ type: z.literal("stop") }),
]);

/** See `shellToServer`. */
export type ShellToServer = z.infer<typeof shellToServer>;

/** What the server says. */
export const serverToShell = z.discriminatedUnion("type", [
  /** It listens. */
  z.strictObject({ type: z.literal("ready") }),
  /** It cannot serve the library, and ends; `code` is the name of the error, `message` is for the user. */
  z.strictObject({ type: z.literal("failed"), code: z.string(), message: z.string() }),
  /** Show a file in the system's file manager. */
  z.strictObject({ type: z.literal("reveal"), path: z.string().min(1) }),
  /** Open the system's dialog for folders, and answer with "chosen". */
  z.strictObject({ type: z.literal("choose-folders"), askId: z.int().positive(), title: z.string() }),
  /** Null = nothing goes on. */
  z.strictObject({ type: z.literal("activity"), activity: activity.nullable() }),
  /** A scan is over, well or not. */
  z.strictObject({
    type: z.literal("scan-ended"),
    ...{ title: z.string(), body: z.string(), hasFailed: z.boolean() },
    tookMs: z.number().nonnegative(),
  }),
  /** Something that the user asked for outside of the window was not done. */
  z.strictObject({ type: z.literal("refused"), title: z.string(), message: z.string() }),
]);

/** See `serverToShell`. */
export type ServerToShell = z.infer<typeof serverToShell>;
