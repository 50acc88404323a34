import { FacePicture } from "./face-picture.tsx";
import styles from "./person-button.module.css";

interface PersonButtonProps {
  readonly title: string;
  readonly note: string;
  readonly faceId: number | null;
  readonly onClick: () => void;
}

/** A person to choose: their face, and what choosing them means. */
export function PersonButton({ title, note, faceId, onClick }: PersonButtonProps) {
  return (
    <button type="button" className={styles["person"]} onClick={onClick}>
      <span className={styles["picture"]}>
        {faceId !== null && <FacePicture faceId={faceId} name="" size={56} isRound />}
      </span>
      <span className={styles["words"]}>
        <bdi className={styles["title"]}>{title}</bdi>
        <bdi className={styles["note"]}>{note}</bdi>
      </span>
    </button>
  );
}
