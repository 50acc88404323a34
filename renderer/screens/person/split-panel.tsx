import { Check, Split, UserRoundSearch } from "lucide-react";
import type { SuggestedSplit } from "../../../app/review/suggested-split.ts";
import { Button } from "../../components/button.tsx";
import { FacePicture } from "../../components/face-picture.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./person.module.css";
import { useFaceDeeds } from "./use-face-deeds.tsx";

interface SplitPanelProps {
  readonly split: SuggestedSplit;
  /** Null = of a group. */
  readonly personId: number | null;
  /** Null = of a group. */
  readonly name: string | null;
}

/** Are these two people? Both parts beside each other, and the three answers. */
export function SplitPanel({ split, personId, name }: SplitPanelProps) {
  const deeds = useFaceDeeds(personId, () => undefined);
  const { stay, leave, probability } = split;
  return (
    <div className={styles["split"]}>
      <div className={styles["notice"]}>
        <p>{texts.person.splitQuestion(name, probability)}</p>
        <span className={styles["buttons"]}>
          <Button
            look="main"
            size="small"
            onClick={() => {
              deeds.split(leave);
            }}
          >
            <Split size={16} aria-hidden />
            {texts.person.twoPeople(leave.length)}
          </Button>
          <Button
            size="small"
            onClick={() => {
              if (personId === null) deeds.askName(leave);
              else deeds.askMove(leave);
            }}
          >
            <UserRoundSearch size={16} aria-hidden />
            {texts.person.splitNamed(leave.length)}
          </Button>
          <Button
            size="small"
            onClick={() => {
              deeds.keepTogether([...stay, ...leave]);
            }}
          >
            <Check size={16} aria-hidden />
            {texts.person.onePerson}
          </Button>
        </span>
      </div>
      <div className={styles["parts"]}>
        <Part title={texts.person.staying(stay.length)} faceIds={stay} />
        <Part title={texts.person.leaving(leave.length)} faceIds={leave} />
      </div>
      {deeds.dialogs}
    </div>
  );
}

function Part({ title, faceIds }: { readonly title: string; readonly faceIds: readonly number[] }) {
  return (
    <section>
      <h2 className={styles["partTitle"]}>{title}</h2>
      <ul className={styles["faces"]}>
        {faceIds.map((faceId, at) => (
          <li key={faceId}>
            <FacePicture faceId={faceId} name={texts.people.faceNumber(at + 1)} size={96} />
          </li>
        ))}
      </ul>
    </section>
  );
}
