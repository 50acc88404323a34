import type { LiveView } from "../../app/library/live/live-sessions.ts";
import { useChange } from "./change.ts";
import { client } from "./client.ts";
import type { PersonChoice } from "./people.ts";
import { readAnswer } from "./read-answer.ts";

export type { LiveFace, LiveIdentity } from "../../app/library/live/name-faces.ts";
export type { LiveView };

const { sessions } = client.live;

/** Begins with a camera; what it answers names the session. */
export async function openLiveSession(): Promise<string> {
  return (await readAnswer(sessions.$post())).id;
}

/** Who is in a picture of the camera, a JPEG. It is looked at and dropped. */
export async function sendFrame(id: string, frame: Blob, signal: AbortSignal): Promise<LiveView> {
  return await readAnswer(sessions[":id"].frames.$post({ param: { id } }, { init: { body: frame, signal } }));
}

/** Has the server forget what the camera saw. It does so by itself after a while, so no answer is waited for. */
export function closeLiveSession(id: string): void {
  void sessions[":id"].close.$post({ param: { id } }, { init: { keepalive: true } }).catch(() => undefined);
}

/** A face before the camera, and who it is. */
export interface Enrolment {
  readonly sessionId: string;
  readonly track: number;
  readonly person: PersonChoice;
}

/** Keeps how a face before the camera looks, as a look of a person. */
export function useEnrol(options: Parameters<typeof useChange<Enrolment, unknown>>[1] = {}) {
  return useChange(
    async ({ sessionId, ...json }: Enrolment) =>
      await readAnswer(sessions[":id"].enrol.$post({ param: { id: sessionId }, json })),
    options,
  );
}
