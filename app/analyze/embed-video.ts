import { recogniseKnownFaces } from "../faces/known-faces.ts";
import { damagedVideo } from "../photo/video/video-error.ts";
import { probeVideo } from "../photo/video/probe-video.ts";
import { readFrame } from "../photo/video/read-frame.ts";
import { openFrame, type VideoTools } from "./analyze-video.ts";
import { pointsOf } from "./embed-photo.ts";
import type { AnalysedFace, FaceToEmbed } from "./messages.ts";
import { createStageClock, flattenFace } from "./photo-source.ts";

/**
 * Represents faces of a video that are known, each in its frame, in the order given. Rejects with PhotoError when the
 * video or one of these frames cannot be read.
 */
export async function embedVideo(
  path: string,
  faces: readonly FaceToEmbed[],
  { networks, resize, video }: VideoTools,
  onAlive: () => void,
): Promise<{ readonly faces: AnalysedFace[]; readonly stageMs: Record<string, number> }> {
  const stageMs: Record<string, number> = {};
  const time = createStageClock(stageMs);
  const info = await time("open", () => probeVideo(video, path));
  const represented = new Map<FaceToEmbed, AnalysedFace>();
  for (const [frameMs, inFrame] of Map.groupBy(faces, (face) => face.frameMs ?? 0)) {
    const frame = await time("decode", () => readFrame(video, path, info, frameMs));
    onAlive();
    if (frame === null) throw damagedVideo();
    const { source } = await openFrame(frame, info, resize);
    const known = inFrame.map(({ score, landmarks, x, y, width, height }) => ({
      ...{ score, box: { x, y, width, height }, landmarks: pointsOf(landmarks) },
    }));
    const recognised = await time("faces", () => recogniseKnownFaces(source, known, networks, time));
    for (const [at, face] of inFrame.entries()) {
      const found = recognised[at];
      if (found !== undefined) represented.set(face, { ...flattenFace(found), frameMs });
    }
  }
  return { faces: faces.flatMap((face) => represented.get(face) ?? []), stageMs };
}
