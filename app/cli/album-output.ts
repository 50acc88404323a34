import type { AlbumPage } from "../albums/album-photos.ts";
import type { ExportReport } from "../albums/export-photos.ts";
import type { ListedAlbum } from "../albums/list-albums.ts";
import type { PersonAlbum } from "../albums/people-albums.ts";
import { count, printable, table } from "./words.ts";

/** The fields of `familiar album list --json`. */
export interface AlbumList {
  /** In the order of the user. */
  readonly albums: readonly ListedAlbum[];
  readonly people: readonly PersonAlbum[];
}

/** The fields of `familiar album show --json`. */
export interface AlbumContent extends AlbumPage {
  readonly album: ListedAlbum;
}

/** Every album for a person at a terminal; of people at most `limit`. */
export function albumListText({ albums, people }: AlbumList, limit: number): string {
  const lines: string[] = [];
  if (albums.length > 0) {
    const rows = albums.map(({ id, name, photos, query }) => [
      ...[`album:${id}`, printable(name), photos, query === null ? "" : printable(query)],
    ]);
    lines.push(table([["Album", "Name", "Photos", "Filled by"], ...rows]), "");
    for (const { name, problem } of albums)
      if (problem !== null) lines.push(`${printable(name)}: ${printable(problem)}`, "");
  }
  const shown = people.slice(0, limit);
  if (shown.length > 0) {
    const rows = shown.map(({ personId, name, photos }) => [`person:${personId}`, printable(name), photos]);
    lines.push(table([["Person", "Name", "Photos"], ...rows]), "");
  }
  if (shown.length < people.length)
    lines.push(`... and ${count(people.length - shown.length, "more person", "more people")}`, "");
  if (albums.length === 0) lines.push("No albums yet. Make one with: familiar album create NAME");
  return lines.join("\n").trimEnd();
}

/** What is in an album, for a person at a terminal. */
export function albumContentText({ album, photos, total }: AlbumContent): string {
  const lines = [printable(album.name)];
  if (album.query !== null) lines.push(`Filled by: ${printable(album.query)}`);
  lines.push("", ...photos.map(({ path }) => printable(path)));
  if (total > photos.length)
    lines.push(`... and ${(total - photos.length).toLocaleString("en-US")} more (--limit shows them)`);
  return [...lines, count(total, "photo")].join("\n");
}

/** What an export did, for a person at a terminal. */
export function exportText(report: ExportReport): string {
  const { copied, linked, skipped, failed, linkProblem, isCancelled } = report;
  const parts = [
    (copied > 0 || linked === 0) && `${count(copied, "photo")} copied`,
    linked > 0 && `${count(linked, "photo")} linked`,
    skipped > 0 && `${skipped.toLocaleString("en-US")} there already`,
    failed.length > 0 && `${failed.length.toLocaleString("en-US")} failed`,
  ].filter((part) => part !== false);
  const lines = [`${parts.join(", ")}: ${printable(report.folder)}`];
  if (linkProblem !== null)
    lines.push(`Files were copied that were to be linked: ${printable(linkProblem)}.`);
  for (const { path, reason } of failed) lines.push(`${printable(path)}: ${printable(reason)}`);
  if (isCancelled) lines.push("Stopped before all were done. The same command goes on with the rest.");
  return lines.join("\n");
}
