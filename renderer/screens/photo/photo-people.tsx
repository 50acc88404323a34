import { UserRoundX, X } from "lucide-react";
import { Link } from "wouter";
import { useAppearance, type Photo, type PhotoFace } from "../../api/photos.ts";
import { Button, IconButton } from "../../components/button.tsx";
import { FacePicture } from "../../components/face-picture.tsx";
import { NameInput } from "../../components/name-input.tsx";
import { useNameTaken } from "../../components/use-name-taken.tsx";
import { texts } from "../../texts/texts.ts";
import { isUnnamed, labelOf } from "./face-words.ts";
import styles from "./photo-panel.module.css";
import type { FaceChanges } from "./use-face-changes.tsx";

interface PhotoPeopleProps {
  readonly photo: Photo;
  /** Those that are shown now. */
  readonly faces: readonly PhotoFace[];
  readonly chosenId: number | null;
  readonly changes: FaceChanges;
  readonly isIgnoredShown: boolean;
  readonly onShowIgnored: (isShown: boolean) => void;
  readonly onChoose: (faceId: number) => void;
  readonly onHover: (faceId: number | null) => void;
}

/** Who is in a photo, with a face or without. */
export function PhotoPeople(props: PhotoPeopleProps) {
  const { photo, faces, chosenId, changes, isIgnoredShown, onShowIgnored, onChoose, onHover } = props;
  const words = texts.photo;
  const ignored = photo.faces.filter(({ isIgnored }) => isIgnored).length;
  const chosen = faces.find(({ id }) => id === chosenId);
  const isUnnamedChosen = chosen !== undefined && isUnnamed(chosen);
  const others = photo.faces.filter((face) => isUnnamed(face) && face.id !== chosenId).length;
  return (
    <section className={styles["section"]}>
      <h2>{words.people}</h2>
      {faces.length === 0 && photo.appearances.length === 0 && (
        <p className={styles["soft"]}>{emptyWords(photo)}</p>
      )}
      <ul className={styles["faces"]}>
        {faces.map((face) => (
          <li key={face.id}>
            <button
              type="button"
              className={styles["face"]}
              aria-pressed={face.id === chosenId}
              onClick={() => {
                onChoose(face.id);
              }}
              onPointerEnter={() => {
                onHover(face.id);
              }}
              onPointerLeave={() => {
                onHover(null);
              }}
            >
              <FacePicture faceId={face.id} name="" size={44} />
              <span className={styles["name"]} dir="auto" data-soft={face.person === null || undefined}>
                {labelOf(face) || (face.isIgnored ? words.ignoredFace : words.unnamed)}
              </span>
              {face.frameMs !== null && (
                <span className={styles["moment"]}>{words.seenAt(face.frameMs)}</span>
              )}
            </button>
          </li>
        ))}
        <WithoutFace photo={photo} />
      </ul>
      <div className={styles["buttons"]}>
        {others > 0 && (
          <Button
            size="small"
            onClick={() => {
              changes.ignoreOthers(isUnnamedChosen ? chosen.id : null);
            }}
          >
            {words.ignoreOthers(others, isUnnamedChosen)}
          </Button>
        )}
        {ignored > 0 && (
          <Button
            size="small"
            look="quiet"
            onClick={() => {
              onShowIgnored(!isIgnoredShown);
            }}
          >
            {isIgnoredShown ? words.hideIgnored : words.showIgnored(ignored)}
          </Button>
        )}
      </div>
      <AddWithoutFace photo={photo} />
    </section>
  );
}

function emptyWords({ failure, isAnalysed, durationMs }: Photo): string {
  if (failure !== null) return texts.photo.failed(failure);
  if (durationMs !== null) return texts.photo.nobodyInVideo;
  return isAnalysed ? texts.photo.nobody : texts.photo.notAnalysed;
}

function WithoutFace({ photo }: { readonly photo: Photo }) {
  const { remove } = useAppearance();
  return photo.appearances.map(({ id, name }) => (
    <li key={`person ${String(id)}`} className={styles["withoutFace"]}>
      <span className={styles["noFace"]} title={texts.photo.withoutFace}>
        <UserRoundX size={20} aria-hidden />
      </span>
      <Link href={`/people/${String(id)}`} className={styles["name"]} dir="auto">
        {name}
      </Link>
      <IconButton
        size="small"
        label={texts.photo.removeFromPhoto(name)}
        onClick={() => {
          remove.mutate({ personId: id, photoIds: [photo.id] });
        }}
      >
        <X size={16} aria-hidden />
      </IconButton>
    </li>
  ));
}

function AddWithoutFace({ photo }: { readonly photo: Photo }) {
  const taken = useNameTaken();
  const { add } = useAppearance({
    onRefused: (error, input) =>
      taken.ask(error, (person) => {
        add.mutate({ ...input, person });
      }),
  });
  return (
    <>
      <NameInput
        label={texts.photo.addWithoutFace}
        onChoose={(person) => {
          add.mutate({ person, photoIds: [photo.id] });
        }}
      />
      {taken.dialog}
    </>
  );
}
