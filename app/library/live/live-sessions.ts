import { randomBytes } from "node:crypto";
import type { LiveEye } from "../../analyze/live-eye.ts";
import type { LiveSetup, SeenFrame } from "../../analyze/live-messages.ts";
import type { PersonLook } from "../../db/person-looks.ts";
import type { ModelStore } from "../../models/store.ts";
import { sameFaceSimilarityOf } from "../../people/same-face-similarity.ts";
import { chooseRecipe, libraryRecipe } from "../choose-recipe.ts";
import type { Library } from "../open-library.ts";
import { createLiveNames, localMsOf, type LiveFace, type LiveNames } from "./name-faces.ts";
import { newestWins, type NewestWins } from "./newest-wins.ts";

/** A camera's view, or a face in it, is not in memory (any more). */
export class LiveSessionGoneError extends Error {
  override readonly name = "LiveSessionGoneError";

  constructor(what: "view" | "face") {
    super(
      what === "view"
        ? "The camera was off for a while, so what it saw is forgotten. Start it again."
        : "This face is not in memory any more. Look into the camera again.",
    );
  }
}

/** What a camera shows now. */
export interface LiveView {
  /** null = a newer picture came meanwhile, and this one was not looked at. */
  readonly faces: readonly LiveFace[] | null;
}

/** The look of a face before the camera, to be kept. */
export type LiveLook = Omit<PersonLook, "personId">;

/** Cameras that are looked at. Pictures and faces are in memory only, and for as long as they are needed. */
export interface LiveSessions {
  /** Begins with a camera; returns what names the session. Rejects with the model store's errors, RecipeError. */
  readonly open: () => Promise<string>;
  /** The next picture, a JPEG. Rejects with LiveSessionGoneError, LiveError. */
  readonly look: (id: string, bytes: Uint8Array) => Promise<LiveView>;
  /** The mean look of a face that was seen in the last minutes. Throws LiveSessionGoneError. */
  readonly lookOf: (id: string, track: number) => LiveLook;
  /** Forgets all of it. */
  readonly close: (id: string) => void;
  /** Something changed in the library that may change names. */
  readonly forgetNames: () => void;
}

/** What sessions work with. */
export interface LiveSessionsOptions {
  readonly library: Library;
  readonly store: ModelStore;
  readonly eye: Pick<LiveEye, "look">;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

interface Session {
  readonly frames: NewestWins<Uint8Array, LiveView>;
  readonly names: LiveNames;
  readonly model: string;
  /** By track, the ones seen last at the end. */
  readonly looks: Map<number, { readonly vector: Float32Array; readonly quality: number }>;
  readonly clock: NodeJS.Timeout;
}

/** Cameras at once: the one that was begun with first is forgotten. */
const mostSessions = 4;

/** Time to type a name for a face that has left; 2 KB each. */
const sessionKeptForMs = 120_000;
const mostLooks = 100;

/** No camera yet. */
export function createLiveSessions({ library, store, eye, now }: LiveSessionsOptions): LiveSessions {
  const { db } = library;
  const sessions = new Map<string, Session>();
  const close = (id: string) => {
    clearTimeout(sessions.get(id)?.clock);
    sessions.delete(id);
  };
  const sessionOf = (id: string): Session => {
    const session = sessions.get(id);
    if (session === undefined) throw new LiveSessionGoneError("view");
    session.clock.refresh();
    return session;
  };
  const begin = (id: string, model: string, setup: LiveSetup): Session => {
    const names = createLiveNames(db, model);
    const looks: Session["looks"] = new Map();
    const frames = newestWins(async (bytes: Uint8Array): Promise<LiveView> => {
      const seen = await eye.look(setup, { view: id, bytes });
      remember(looks, seen);
      const identities = names.identify(seen.faces, now());
      return { faces: seen.faces.map((face) => liveFace(face, seen, identities)) };
    });
    const clock = setTimeout(close, sessionKeptForMs, id).unref();
    return { frames, names, model, looks, clock };
  };

  return {
    open: async () => {
      const report = () => undefined;
      const recipe = (await libraryRecipe(db, store, report)) ?? (await chooseRecipe(store, {}, report));
      const id = randomBytes(12).toString("hex");
      const setup = {
        networks: recipe.files,
        sameFaceSimilarity: sameFaceSimilarityOf(recipe.embedding),
      };
      sessions.set(id, begin(id, recipe.embedding, setup));
      for (const oldest of sessions.keys()) {
        if (sessions.size <= mostSessions) break;
        close(oldest);
      }
      return id;
    },
    look: async (id, bytes) => (await sessionOf(id).frames.give(bytes)) ?? { faces: null },
    lookOf: (id, track) => {
      const { looks, model } = sessionOf(id);
      const look = looks.get(track);
      if (look === undefined) throw new LiveSessionGoneError("face");
      const takenAtMs = localMsOf(now());
      return {
        ...{ model, vector: look.vector, faces: 1, weight: look.quality },
        ...{ firstTakenAtMs: takenAtMs, lastTakenAtMs: takenAtMs },
      };
    },
    close,
    forgetNames: () => {
      for (const { names } of sessions.values()) names.forget();
    },
  };
}

function remember(looks: Session["looks"], { faces }: SeenFrame): void {
  for (const { track, template, quality } of faces) {
    if (template === null || quality === null) continue;
    looks.delete(track);
    looks.set(track, { vector: template, quality });
  }
  for (const oldest of looks.keys()) {
    if (looks.size <= mostLooks) break;
    looks.delete(oldest);
  }
}

function liveFace(
  { track, box }: SeenFrame["faces"][number],
  { width, height }: SeenFrame,
  identities: ReturnType<LiveNames["identify"]>,
): LiveFace {
  return {
    track,
    box: {
      ...{ x: box.x / width, y: box.y / height },
      ...{ width: box.width / width, height: box.height / height },
    },
    identity: identities.get(track) ?? { kind: "looking" },
  };
}
