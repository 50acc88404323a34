import path from "node:path";

/** Characters that some system does not allow in names, and those that nobody sees. */
const forbidden = /[<>:"/\\|?*\p{Cc}\p{Cf}]/gu;

/** Names that Windows keeps for itself. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** File systems take 255 bytes; the longest letters have four. */
const longestName = 60;

/** The folder in `parent` for the photos of an album: its name, as every system can have it. */
export function exportFolderOf(parent: string, albumName: string): string {
  const tidy = Array.from(albumName.replaceAll(forbidden, "_")).slice(0, longestName).join("");
  const name = tidy.replace(/^[. ]+|[. ]+$/gu, "");
  return path.join(parent, name === "" || reserved.test(name) ? `Album ${name}`.trim() : name);
}
