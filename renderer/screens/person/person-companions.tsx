import { Users } from "lucide-react";
import { Link } from "wouter";
import { usePeople } from "../../api/people.ts";
import { useCompanions } from "../../api/person.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { FacePicture } from "../../components/face-picture.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./person.module.css";

/** Who is in photos with a person; each leads to them, and to the photos that show both. */
export function PersonCompanions({ personId, name }: { readonly personId: number; readonly name: string }) {
  const companions = useCompanions(personId);
  const people = usePeople().data?.people ?? [];
  const known = new Map(people.map((person) => [person.id, person]));
  return (
    <QueryState query={companions}>
      {(found) =>
        found.length === 0 ? (
          <EmptyState icon={Users} title={texts.person.nobodyWith(name)} />
        ) : (
          <ul className={styles["companions"]}>
            {found.map(({ personId: id, photos }) => {
              const person = known.get(id);
              if (person === undefined) return null;
              const query = `person:${String(personId)} & person:${String(id)}`;
              return (
                <li key={id} className={styles["companion"]}>
                  <Link href={`/people/${String(id)}`} className={styles["companionLink"]}>
                    <span className={styles["companionFace"]}>
                      {person.shownFaceId !== null && (
                        <FacePicture faceId={person.shownFaceId} name="" size={96} isRound />
                      )}
                    </span>
                    <bdi className={styles["companionName"]}>{person.name}</bdi>
                  </Link>
                  <Link
                    href={`/search?q=${encodeURIComponent(query)}`}
                    aria-label={texts.person.photosOfBoth(name, person.name, photos)}
                  >
                    {texts.units.photos(photos)}
                  </Link>
                </li>
              );
            })}
          </ul>
        )
      }
    </QueryState>
  );
}
