import { peopleAppearingIn } from "../../db/appearances.ts";
import { facesOfPhoto } from "../../db/faces.ts";
import type { Database } from "../../db/open.ts";
import { allPeople } from "../../db/people.ts";
import { clipBox } from "../../faces/geometry.ts";
import type { Picture } from "../orientation.ts";
import type { PhotoPeople } from "./photo-people.ts";

/** Who may be named in files, by id: everybody who is not private. */
export function publicNames(db: Database): ReadonlyMap<number, string> {
  return new Map(
    allPeople(db)
      .filter(({ isPrivate }) => !isPrivate)
      .map(({ id, name }) => [id, name]),
  );
}

/**
 * Who is in a photo by the user's word; what the machine assigned is not written. Of a video, people are named without
 * areas: no format says in which frame an area is.
 */
export function photoPeopleOf(
  db: Database,
  photoId: number,
  picture: Picture,
  names: ReadonlyMap<number, string>,
): PhotoPeople {
  const inFrames: string[] = [];
  const faces = facesOfPhoto(db, photoId).flatMap(({ personId, ignored, isFalse, box, frameMs }) => {
    const name = personId === null ? undefined : names.get(personId);
    if (name === undefined || ignored || isFalse) return [];
    if (frameMs !== null) {
      inFrames.push(name);
      return [];
    }
    const { x, y, width, height } = clipBox(box, picture);
    if (width <= 0 || height <= 0) return [];
    const area = {
      ...{ x: x / picture.width, y: y / picture.height },
      ...{ width: width / picture.width, height: height / picture.height },
    };
    return [{ name, area }];
  });
  const appearing = peopleAppearingIn(db, photoId).flatMap((id) => names.get(id) ?? []);
  return { faces, withoutFace: [...new Set([...inFrames, ...appearing])] };
}
