import { FolderOpen, Group, LibraryBig, Tags, Ungroup, type LucideIcon } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Link } from "wouter";
import { useRawPair, useReveal, type Photo } from "../../api/photos.ts";
import { Button } from "../../components/button.tsx";
import { WriteNamesDialog } from "../../components/write-names/write-names-dialog.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./photo-panel.module.css";

/** What the file says of a photo, and where the photo is. */
export function PhotoDetails({ photo }: { readonly photo: Photo }) {
  const words = texts.photo;
  const { takenAt, width, height, latitude, longitude } = photo;
  const camera = cameraOf(photo);
  return (
    <section className={styles["section"]}>
      <h2>{words.details}</h2>
      <dl className={styles["details"]}>
        <Detail name={words.taken}>
          {takenAt === null ? words.dateUnknown : words.takenAt(takenAt, photo.takenAtOffset)}
        </Detail>
        {camera !== "" && <Detail name={words.camera}>{camera}</Detail>}
        {photo.durationMs !== null && <Detail name={words.length}>{words.lengthOf(photo.durationMs)}</Detail>}
        <Detail name={words.size}>
          {width !== null && height !== null && <div>{words.sizeOf(width, height)}</div>}
          <div>{words.bytes(photo.sizeBytes, photo.format)}</div>
        </Detail>
        {latitude !== null && longitude !== null && (
          <Detail name={words.place}>{words.placeOf(latitude, longitude)}</Detail>
        )}
        <Detail name={photo.files.length > 1 ? words.files(photo.files.length) : words.file}>
          {photo.files.map(({ id, name, folder, isMissing, isRaw }) => (
            <div key={id} className={styles["file"]}>
              <span>
                <bdi>{name}</bdi>
                {isRaw && <span className={styles["kind"]}>{words.rawFile}</span>}
              </span>
              <bdi className={styles["soft"]}>{folder}</bdi>
              {isMissing && <span className={styles["warn"]}>{words.fileMissing}</span>}
            </div>
          ))}
        </Detail>
        {photo.albums.length > 0 && (
          <Detail name={words.albums}>
            {photo.albums.map(({ id, name }) => (
              <Link key={id} href={`/albums/${String(id)}`} className={styles["album"]}>
                <LibraryBig size={16} aria-hidden />
                <span className={styles["name"]} dir="auto">
                  {name}
                </span>
              </Link>
            ))}
          </Detail>
        )}
      </dl>
      <div className={styles["buttons"]}>
        {photo.canReveal && <Reveal photoId={photo.id} />}
        {photo.files.some(({ isMissing }) => !isMissing) && <WriteNames photoId={photo.id} />}
        <RawPair photo={photo} />
      </div>
    </section>
  );
}

function Detail({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Reveal({ photoId }: { readonly photoId: number }) {
  const reveal = useReveal();
  return (
    <Button
      size="small"
      onClick={() => {
        reveal.mutate(photoId);
      }}
    >
      <FolderOpen size={16} aria-hidden />
      {texts.photo.reveal}
    </Button>
  );
}

function WriteNames({ photoId }: { readonly photoId: number }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        onClick={() => {
          setOpen(true);
        }}
      >
        <Tags size={16} aria-hidden />
        {texts.names.writeThisMenu}
      </Button>
      {isOpen && (
        <WriteNamesDialog
          scope={{ photoIds: [photoId] }}
          title={texts.names.writeThisTitle}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

/** Makes two photos of a raw file and its picture, or one of them again. */
function RawPair({ photo }: { readonly photo: Photo }) {
  const { part, join } = useRawPair();
  const isPair = photo.format !== "raw" && photo.files.some(({ isRaw }) => isRaw);
  return (
    <>
      {isPair && (
        <PairButton
          icon={Ungroup}
          label={texts.photo.partPair}
          isBusy={part.isPending}
          onClick={() => {
            part.mutate(photo.id);
          }}
        />
      )}
      {photo.isParted && (
        <PairButton
          icon={Group}
          label={texts.photo.joinPair}
          isBusy={join.isPending}
          onClick={() => {
            join.mutate(photo.id);
          }}
        />
      )}
    </>
  );
}

interface PairButtonProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly isBusy: boolean;
  readonly onClick: () => void;
}

function PairButton({ icon: Icon, label, isBusy, onClick }: PairButtonProps) {
  return (
    <Button size="small" look="quiet" disabled={isBusy} onClick={onClick}>
      <Icon size={16} aria-hidden />
      {label}
    </Button>
  );
}

/** Models often begin with the name of their maker. */
function cameraOf({ cameraMake, cameraModel }: Photo): string {
  const [make, model] = [cameraMake ?? "", cameraModel ?? ""];
  return model.toLowerCase().startsWith(make.toLowerCase()) ? model : `${make} ${model}`.trim();
}
