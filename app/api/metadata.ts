import { Hono } from "hono";
import path from "node:path";
import { z } from "zod";
import { knownAlbum } from "../albums/known-album.ts";
import { photoIdsOfAlbum } from "../albums/album-photos.ts";
import { allWrittenMetadata, lastMetadataBatch } from "../db/metadata-writes.ts";
import { allPeople } from "../db/people.ts";
import type { Database } from "../db/open.ts";
import { photosOfPeople } from "../db/photos-of-people.ts";
import { importNames } from "../metadata/actions/import-names.ts";
import type { ImportPlan, NameChoice } from "../metadata/import-plan.ts";
import { knownLibrary } from "../metadata/known-library.ts";
import { planImport } from "../metadata/plan-import.ts";
import { previewWrite } from "../metadata/write/preview-write.ts";
import { ExiftoolError } from "../metadata/write/exiftool-error.ts";
import { findExiftool } from "../metadata/write/exiftool.ts";
import { readWriteSetting, saveWriteSetting, writeModes } from "../metadata/write/write-setting.ts";
import { createWriteContext } from "../metadata/write/write-context.ts";
import { performChange } from "./change.ts";
import type { ServerContext } from "./context.ts";
import { RefusedError } from "./errors.ts";
import { id, ids, validate } from "./validate.ts";

const choices = z.strictObject({
  choices: z
    .array(
      z.strictObject({
        key: z.string().max(1_000),
        who: z.union([z.strictObject({ personId: id }), z.enum(["new", "leave-out"])]),
      }),
    )
    .max(100_000),
});

const writing = z.strictObject({ mode: z.enum(writeModes), keepsModifiedTime: z.boolean() });

const written = z.strictObject({
  photoIds: ids.optional(),
  personIds: ids.optional(),
  albumIds: ids.optional(),
  into: z.enum(["sidecar", "file"]),
});

/** `batch`: what is meant, as `GET /` told it; without, what was written last. */
const restored = z.strictObject({ batch: id.optional() });

/** Names in photos: taken over from other programs, and written for them. */
export function metadataRoutes(context: ServerContext) {
  const { library, jobs, events, gathered, now } = context;
  const { db } = library;
  return new Hono()
    .get("/", (c) => c.json(readState(context)))
    .get("/exiftool", async (c) => c.json({ problem: await exiftoolProblem() }))
    .post("/read", (c) => c.json({ job: jobs.add("read-names", {}) }))
    .post("/preview", validate("json", choices), (c) => {
      const names = gathered.get();
      const chosen = choicesOf(c.req.valid("json"));
      return c.json({ preview: names && shown(planImport(names, knownLibrary(db), chosen)) });
    })
    .post("/import", validate("json", choices), (c) => {
      const names = gathered.get();
      if (names === null) throw new RefusedError("The names have to be read from the photos first.");
      const chosen = choicesOf(c.req.valid("json"));
      return c.json(performChange(context, (action) => importNames(action, names, chosen)));
    })
    .post("/writing", validate("json", writing), (c) => {
      saveWriteSetting(db, c.req.valid("json"));
      events.send({ kind: "changed", parts: ["settings"] });
      const { mode } = readWriteSetting(db);
      const named = photosOfPeople(
        db,
        allPeople(db).map(({ id: personId }) => personId),
      );
      if (mode !== "off" && named.length > 0) jobs.add("write-names", { photoIds: named, into: mode });
      return c.json(readWriteSetting(db));
    })
    .post("/write", validate("json", written), (c) => {
      const photoIds = chosenPhotos(db, c.req.valid("json"));
      return c.json({ job: jobs.add("write-names", { photoIds, into: c.req.valid("json").into }) });
    })
    .post("/write-preview", validate("json", written), async (c) => {
      const photoIds = chosenPhotos(db, c.req.valid("json"));
      const { into } = c.req.valid("json");
      return c.json(
        await previewWrite(createWriteContext(library, now), photoIds, { into, signal: c.req.raw.signal }),
      );
    })
    .post("/restore", validate("json", restored), (c) => {
      const { batch } = c.req.valid("json");
      if (batch !== undefined && lastMetadataBatch(db)[0]?.batch !== batch) {
        throw new RefusedError(
          "These files were put back, or names were written again since. Settings shows what can be put back.",
        );
      }
      return c.json({ job: jobs.add("restore-files", { batch }) });
    });
}

function chosenPhotos(
  db: Database,
  { photoIds = [], personIds = [], albumIds = [] }: z.infer<typeof written>,
): number[] {
  const chosen = new Set([
    ...photoIds,
    ...photosOfPeople(db, personIds),
    ...albumIds.flatMap((albumId) => photoIdsOfAlbum(db, knownAlbum(db, albumId))),
  ]);
  if (chosen.size === 0) throw new RefusedError("No photo there shows any of them.");
  return [...chosen];
}

function readState({ library: { db }, gathered }: ServerContext) {
  const last = lastMetadataBatch(db);
  return {
    writing: readWriteSetting(db),
    timesRead: gathered.times(),
    filesWritten: allWrittenMetadata(db).length,
    /** What can be put back. */
    lastWrite:
      last[0] === undefined ? null : { batch: last[0].batch, atMs: last[0].atMs, files: last.length },
  };
}

async function exiftoolProblem(): Promise<string | null> {
  try {
    await findExiftool();
    return null;
  } catch (error) {
    if (error instanceof ExiftoolError) return error.message;
    throw error;
  }
}

function choicesOf(body: z.infer<typeof choices>): Map<string, NameChoice> {
  return new Map(body.choices.map(({ key, who }) => [key, who]));
}

/** As many as a window shows; the command line lists all. */
const mostShown = 100;

function shown({ people, conflicts, problems, counts }: ImportPlan) {
  return {
    people: people.slice(0, 5_000),
    conflicts: conflicts
      .slice(0, mostShown)
      .map(({ photoId, path: file, name, reason }) => ({ photoId, name, reason, file: path.basename(file) })),
    problems: problems
      .slice(0, mostShown)
      .map(({ path: file, reason }) => ({ file: path.basename(file), reason })),
    problemCount: problems.length,
    counts,
  };
}
