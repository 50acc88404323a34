import { Combobox } from "@base-ui/react/combobox";
import { UserRoundPlus } from "lucide-react";
import { useMemo, useState } from "react";
import { usePeople } from "../api/people.ts";
import { texts } from "../texts/texts.ts";
import { FacePicture } from "./face-picture.tsx";
import { foldName, foldNames, matchNames } from "./match-names.ts";
import styles from "./name-input.module.css";

/** Whom the user means: somebody of the library, or somebody new. */
export type NameChoice = { readonly id: number } | { readonly name: string };

interface NameInputProps {
  /** What is named: "Name of this face". For screen readers; also shown while nothing is typed, unless `placeholder` is. */
  readonly label: string;
  /** Where the label is too long. */
  readonly placeholder?: string;
  readonly onChoose: (choice: NameChoice) => void;
  readonly onCancel?: () => void;
  readonly autoFocus?: boolean;
  /** People who cannot be meant. */
  readonly exceptIds?: readonly number[];
  /** Only people who are known. Default false. */
  readonly isKnownOnly?: boolean;
}

/** One line of the list. */
type Candidate =
  | {
      readonly kind: "known";
      readonly id: number;
      readonly name: string;
      readonly faces: number;
      readonly faceId: number | null;
    }
  | { readonly kind: "new"; readonly name: string };

/** More would have to be scrolled; another letter is quicker. */
const mostShown = 12;

/** A field for a name: type to filter the people of the library, Enter chooses, Escape gives up. */
export function NameInput(props: NameInputProps) {
  const { label, onChoose, onCancel, autoFocus = false, exceptIds = [], isKnownOnly = false } = props;
  const { placeholder = label } = props;
  const [typed, setTyped] = useState("");
  const candidates = useCandidates(typed, exceptIds, isKnownOnly);
  const choose = (candidate: Candidate | null) => {
    if (candidate === null) return;
    setTyped("");
    onChoose(candidate.kind === "known" ? { id: candidate.id } : { name: candidate.name });
  };
  return (
    <Combobox.Root<Candidate>
      items={candidates}
      filter={null}
      value={null}
      onValueChange={choose}
      inputValue={typed}
      onInputValueChange={(text, { reason }) => {
        // The library would also fill in the name that was chosen, and empty the field when it closes.
        if (reason === "input-change" || reason === "input-clear") setTyped(text);
      }}
      onOpenChange={(_, { reason }) => {
        if (reason === "escape-key") onCancel?.();
      }}
      itemToStringLabel={({ name }) => name}
      autoHighlight
      openOnInputClick
    >
      <Combobox.Input
        className={styles["input"]}
        aria-label={label}
        placeholder={placeholder}
        autoFocus={autoFocus}
        spellCheck={false}
        autoComplete="off"
        maxLength={500}
        dir="auto"
        onKeyDown={(event) => {
          if (event.key === "Escape") onCancel?.();
        }}
      />
      <Combobox.Portal>
        <Combobox.Positioner className={styles["positioner"]} sideOffset={4} align="start">
          <Combobox.Popup className={styles["popup"]}>
            <Combobox.List className={styles["list"]}>
              {(candidate: Candidate) => (
                <Combobox.Item
                  key={candidate.kind === "known" ? candidate.id : "new"}
                  value={candidate}
                  className={styles["item"]}
                >
                  <CandidateLine candidate={candidate} />
                </Combobox.Item>
              )}
            </Combobox.List>
            <Combobox.Empty className={styles["empty"]}>
              {typed === "" ? texts.people.nobodyYet : texts.people.nobodyFits}
            </Combobox.Empty>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}

function CandidateLine({ candidate }: { readonly candidate: Candidate }) {
  if (candidate.kind === "new") {
    return (
      <>
        <span className={styles["picture"]}>
          <UserRoundPlus size={18} aria-hidden />
        </span>
        <span className={styles["name"]}>{texts.people.newPerson(candidate.name)}</span>
      </>
    );
  }
  return (
    <>
      <span className={styles["picture"]}>
        {candidate.faceId !== null && <FacePicture faceId={candidate.faceId} name="" size={32} isRound />}
      </span>
      <bdi className={styles["name"]}>{candidate.name}</bdi>
      <span className={styles["count"]}>{texts.units.faces(candidate.faces)}</span>
    </>
  );
}

function useCandidates(typed: string, exceptIds: readonly number[], isKnownOnly: boolean): Candidate[] {
  const people = usePeople().data?.people;
  // Hidden people are known all the same, and come last.
  const folded = useMemo(
    () => foldNames((people ?? []).toSorted((a, b) => Number(a.isHidden) - Number(b.isHidden))),
    [people],
  );
  const shown = matchNames(folded, typed, mostShown + exceptIds.length)
    .filter(({ id }) => !exceptIds.includes(id))
    .slice(0, mostShown)
    .map(({ id, name, faces, shownFaceId }): Candidate => ({
      ...{ kind: "known", id, name, faces, faceId: shownFaceId },
    }));
  const name = typed.replace(/\s+/gu, " ").trim();
  return isKnownOnly || foldName(name) === "" ? shown : [...shown, { kind: "new", name }];
}
