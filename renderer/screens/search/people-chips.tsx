import { client } from "../../api/client.ts";
import { usePeople } from "../../api/people.ts";
import { readAnswer } from "../../api/read-answer.ts";
import { Menu } from "../../components/context-menu.tsx";
import { FacePicture } from "../../components/face-picture.tsx";
import { NameInput } from "../../components/name-input.tsx";
import { useToasts } from "../../components/use-toasts.ts";
import { texts } from "../../texts/texts.ts";
import styles from "./search-screen.module.css";

interface PeopleChipsProps {
  /** The search that people are added to. */
  readonly text: string;
  readonly onSearch: (text: string) => void;
}

type Way = "and" | "or" | "not" | "only";

/** People with the most photos, as far as one line has room; anybody else is found by name. */
const mostChips = 12;

/** People to add to the search: and, or, without, only. */
export function PeopleChips({ text, onSearch }: PeopleChipsProps) {
  const { complain } = useToasts();
  const people = (usePeople().data?.people ?? []).filter(({ isHidden, faces }) => !isHidden && faces > 0);
  const add = async (personId: number, way: Way) => {
    try {
      const query = { text, personId: String(personId), way };
      onSearch((await readAnswer(client.search["add-person"].$get({ query }))).text);
    } catch (error) {
      complain(error);
    }
  };
  if (people.length === 0) return null;
  const words = texts.search.ways;
  return (
    <div className={styles["people"]} role="group" aria-label={texts.search.peopleToAdd}>
      {people.slice(0, mostChips).map(({ id, name, shownFaceId }) => {
        const item = (way: Way, label: string) => ({ label, run: () => void add(id, way) });
        const items =
          text.trim() === ""
            ? [item("and", texts.search.start(name))]
            : [item("and", words.and(name)), item("or", words.or(name))];
        return (
          <Menu
            key={id}
            items={[...items, item("not", words.not(name)), item("only", words.only(name))]}
            button={
              <button type="button" className={styles["chip"]} aria-label={texts.search.addPerson(name)}>
                {shownFaceId !== null && <FacePicture faceId={shownFaceId} name="" size={28} isRound />}
                <bdi className={styles["chipName"]}>{name}</bdi>
              </button>
            }
          />
        );
      })}
      {people.length > mostChips && (
        <div className={styles["find"]}>
          <NameInput
            label={texts.search.findPerson}
            isKnownOnly
            onChoose={(choice) => {
              if ("id" in choice) void add(choice.id, "and");
            }}
          />
        </div>
      )}
    </div>
  );
}
