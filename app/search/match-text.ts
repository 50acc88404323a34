import { allCameras, filesWithPathLike, photoIdsOfCamera, type FilePath } from "../db/search.ts";
import type { TextField } from "./query.ts";
import { setOf, type Snapshot } from "./snapshot.ts";

/** The photos with this text in the folder, the file name or the camera; small and capital letters are the same. */
export function photosByText(snapshot: Snapshot, field: TextField, text: string): Uint8Array {
  const wanted = comparable(text);
  if (field === "camera") {
    const cameras = allCameras(snapshot.db).filter(({ make, model }) =>
      comparable(`${make ?? ""} ${model ?? ""}`).includes(wanted),
    );
    return setOf(
      snapshot,
      cameras.flatMap((camera) => photoIdsOfCamera(snapshot.db, camera)),
    );
  }
  const isWanted = field === "folder" ? isInFolder(wanted) : isNamed(wanted);
  // SQLite sorts out most files, and does so much faster than they could be brought here; what is left is looked at
  // exactly.
  const files = filesWithPathLike(snapshot.db, likePattern(text.normalize("NFC")));
  return setOf(
    snapshot,
    files.filter(isWanted).map(({ photoId }) => photoId),
  );
}

/** With whole names of folders: "rome" finds /2019/Rome, not /2019/Rome 2. From a "/" on: from the very top. */
function isInFolder(wanted: string): (file: FilePath) => boolean {
  const isFromTop = wanted.startsWith("/");
  const names = slashed(wanted).replace(/^\/+|\/+$/g, "");
  const within = names === "" ? "/" : `/${names}/`;
  return ({ path }) => {
    const whole = slashed(comparable(path));
    const folder = `/${whole.slice(0, whole.lastIndexOf("/") + 1).replace(/^\/+/, "")}`;
    return isFromTop ? folder.startsWith(within) : folder.includes(within);
  };
}

function isNamed(wanted: string): (file: FilePath) => boolean {
  return ({ path }) => {
    const whole = slashed(comparable(path));
    return whole.slice(whole.lastIndexOf("/") + 1).includes(wanted);
  };
}

/** Folders of Windows stand between "\": there it cannot be a part of a name. Elsewhere it can, but nobody does. */
function slashed(path: string): string {
  return path.replaceAll("\\", "/");
}

/** macOS keeps "é" as two characters, other systems as one. */
function comparable(text: string): string {
  return text.normalize("NFC").toLowerCase();
}

/**
 * A pattern for LIKE that is true of every path in which `text` stands, and of few others. LIKE knows small and
 * capital letters of ASCII only, so that any other character may be anything, as may both kinds of slashes.
 */
function likePattern(text: string): string {
  const inner = text
    .replace(/^[/\\]+|[/\\]+$/g, "")
    .replaceAll(/[^\x20-\x7e]+|[/\\]+/g, "\0")
    .replaceAll(/[%_]/g, "\\$&")
    .replaceAll("\0", "%");
  return `%${inner}%`;
}
