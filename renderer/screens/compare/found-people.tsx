import { Link } from "wouter";
import { useFoundPeople, type ChosenFace } from "../../api/compare.ts";
import { FacePicture } from "../../components/face-picture.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./compare-screen.module.css";

/** Faces less likely than this are shown to nobody as an answer. */
const leastProbability = 0.05;

/** Who in the library a face may be. */
export function FoundPeople({ face }: { readonly face: ChosenFace }) {
  const found = useFoundPeople(face);
  const people = found.data?.filter(({ probability }) => probability >= leastProbability);
  return (
    <div className={styles["who"]}>
      <h3 className={styles["whoTitle"]}>{texts.compare.who}</h3>
      {found.isError && <p role="alert">{found.error.message}</p>}
      {people?.length === 0 && <p className={styles["hint"]}>{texts.compare.nobody}</p>}
      <ul className={styles["people"]}>
        {people?.map(({ personId, clusterId, faceId, name, probability }) => (
          <li key={faceId}>
            <Link className={styles["person"]} href={addressOf(personId, clusterId, faceId)}>
              <FacePicture faceId={faceId} name="" size={40} isRound />
              <span className={styles["personWords"]}>
                <bdi className={styles["personName"]}>
                  {name ?? (clusterId === null ? texts.compare.single : texts.compare.group)}
                </bdi>
                <span className={styles["hint"]}>{texts.compare.likely(probability)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function addressOf(personId: number | null, clusterId: number | null, faceId: number): string {
  if (personId !== null) return `/people/${String(personId)}`;
  return clusterId === null ? `/compare?a=face-${String(faceId)}` : `/groups/${String(clusterId)}`;
}
