import type { PhotoFace } from "../../api/photos.ts";
import { texts } from "../../texts/texts.ts";

/** Does this face wait for a name: nobody's, or only perhaps somebody's? */
export function isUnnamed({ person, isIgnored }: PhotoFace): boolean {
  return !isIgnored && (person === null || person.by === "suggested");
}

/** What is written below a face; nothing below one without a name. */
export function labelOf({ person, isIgnored }: PhotoFace): string {
  if (person === null || isIgnored) return "";
  return person.by === "suggested" ? texts.photo.maybe(person.name) : person.name;
}

/** A face in words, for screen readers. */
export function describeFace(face: PhotoFace, place: number): string {
  const { person, isIgnored } = face;
  if (isIgnored) return texts.photo.ignoredFace;
  if (person === null) return texts.photo.unnamedFace(place);
  return person.by === "suggested" ? texts.photo.maybeFace(person.name) : texts.photo.face(person.name);
}

/** The next face without a name after this one, in the order of the photo and around; null = there is no other. */
export function nextUnnamed(
  faces: readonly PhotoFace[],
  afterId: number | null,
  step: 1 | -1 = 1,
): PhotoFace | null {
  const start = faces.findIndex(({ id }) => id === afterId);
  for (let distance = 1; distance <= faces.length; distance++) {
    const from = start === -1 && step === -1 ? 0 : start;
    const face = faces[(((from + step * distance) % faces.length) + faces.length) % faces.length];
    if (face !== undefined && face.id !== afterId && isUnnamed(face)) return face;
  }
  return null;
}
