import type { WriteInto, WritePreview } from "../../api/metadata.ts";
import { texts } from "../../texts/texts.ts";
import styles from "./write-names.module.css";

interface WritePreviewPartProps {
  readonly preview: WritePreview;
  readonly into: WriteInto;
}

/** What writing would do, file by file. */
export function WritePreviewPart({ preview, into }: WritePreviewPartProps) {
  const { counts, files, photos, photosRead } = preview;
  const words = texts.names;
  const isNothing = counts.planned + counts.failed === 0 && photosRead === photos;
  const sums = [
    ...(counts.planned > 0 ? [words.planned(counts.planned, into)] : []),
    ...(counts.failed > 0 ? [words.failing(counts.failed)] : []),
    ...(counts.unchanged > 0 && !isNothing ? [words.asTheyShould(counts.unchanged)] : []),
  ];
  return (
    <div className={styles["preview"]}>
      <p role="status" className={styles["headline"]}>
        {isNothing ? words.nothingToWrite : sums.join(" · ")}
      </p>
      {photosRead < photos && <p className={styles["soft"]}>{words.onlyFirst(photosRead, photos)}</p>}
      {files.length > 0 && (
        <ul className={styles["files"]} aria-label={words.whatChanges} tabIndex={0}>
          {files.map((file) => (
            <PreviewedFile key={file.path} file={file} />
          ))}
        </ul>
      )}
    </div>
  );
}

const lists = new Intl.ListFormat("en", { type: "conjunction" });

function PreviewedFile({ file }: { readonly file: WritePreview["files"][number] }) {
  const { name, folder, added, removed, updated, left, reason } = file;
  const words = texts.names;
  return (
    <li className={styles["file"]}>
      <p className={styles["name"]}>
        <bdi>{name}</bdi>
      </p>
      <p className={styles["soft"]}>
        <bdi>{folder}</bdi>
      </p>
      {added.length > 0 && <p>{words.adds(lists.format(added))}</p>}
      {removed.length > 0 && <p>{words.takesOut(lists.format(removed))}</p>}
      {updated.length > 0 && <p>{words.bringsUpToDate(lists.format(updated))}</p>}
      {left.map(({ name: who, reason: why }) => (
        <p key={`${why} ${who}`} className={styles["soft"]}>
          {words.leaves[why](who)}
        </p>
      ))}
      {reason !== null && <p className={styles["warn"]}>{reason}</p>}
    </li>
  );
}
