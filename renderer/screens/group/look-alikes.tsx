import { Check, X } from "lucide-react";
import { Link } from "wouter";
import { useGroupDeed, useKeepApart } from "../../api/people.ts";
import { useLookAlikes } from "../../api/person.ts";
import { IconButton } from "../../components/button.tsx";
import { FacePicture } from "../../components/face-picture.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./look-alikes.module.css";

/** Other groups that may be the same person; each is added, or said to be somebody else. Nothing where there are none. */
export function LookAlikes({ groupId }: { readonly groupId: number }) {
  const groups = useLookAlikes(groupId).data ?? [];
  const merge = useGroupDeed("merge");
  const apart = useKeepApart();
  if (groups.length === 0) return null;
  return (
    <section className={styles["lookAlikes"]} aria-label={texts.group.lookAlikes}>
      <h2 className={styles["title"]}>{texts.group.lookAlikes}</h2>
      <ul className={styles["list"]}>
        {groups.map(({ groupId: otherId, faceId, faces, probability }) => (
          <li key={otherId} className={styles["one"]}>
            <Link href={`/groups/${String(otherId)}`} aria-label={texts.people.groupTile(faces)}>
              <FacePicture faceId={faceId} name="" size={96} />
            </Link>
            <span className={styles["words"]}>
              {texts.units.faces(faces)}
              <span className={styles["probability"]}>{texts.person.probability(probability)}</span>
            </span>
            <span className={styles["answers"]}>
              <IconButton
                size="small"
                look="plain"
                label={texts.group.samePerson(faces)}
                onClick={() => {
                  merge.mutate({ groupIds: [groupId, otherId] });
                }}
              >
                <Check size={16} aria-hidden />
              </IconButton>
              <IconButton
                size="small"
                look="plain"
                label={texts.group.somebodyElse(faces)}
                onClick={() => {
                  apart.mutate({ one: { groupId }, other: { groupId: otherId } });
                }}
              >
                <X size={16} aria-hidden />
              </IconButton>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
