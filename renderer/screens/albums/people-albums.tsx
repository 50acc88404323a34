import { User } from "lucide-react";
import { Link } from "wouter";
import { usePeople } from "../../api/people.ts";
import { ButtonLink } from "../../components/button-link.tsx";
import { FacePicture } from "../../components/face-picture.tsx";
import { PageSection } from "../../components/page.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./albums-screen.module.css";

/** More are on the screen of people, which can hold ten thousand. */
const shownPeople = 24;

/** Everybody who has a name has an album that fills itself. */
export function PeopleAlbums() {
  const people = (usePeople().data?.people ?? []).filter(({ isHidden, photos }) => !isHidden && photos > 0);
  if (people.length === 0) return null;
  return (
    <PageSection
      title={texts.albums.people}
      actions={
        people.length > shownPeople && <ButtonLink href="/people">{texts.albums.allPeople}</ButtonLink>
      }
    >
      <ul className={styles["people"]}>
        {people.slice(0, shownPeople).map(({ id, name, photos, shownFaceId }) => (
          <li key={id}>
            <Link href={`/people/${String(id)}`} className={styles["link"]}>
              <span className={styles["face"]}>
                {shownFaceId === null ? (
                  <User size={40} strokeWidth={1.25} aria-hidden />
                ) : (
                  <FacePicture faceId={shownFaceId} name="" size={96} isRound />
                )}
              </span>
              <span className={styles["name"]} title={name}>
                <bdi>{name}</bdi>
              </span>
              <span className={styles["count"]}>{texts.units.photos(photos)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </PageSection>
  );
}
