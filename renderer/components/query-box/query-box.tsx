import { Autocomplete } from "@base-ui/react/autocomplete";
import { Search, User, X } from "lucide-react";
import { useId, useRef, type KeyboardEvent } from "react";
import type { Candidate } from "../../../app/search/complete.ts";
import type { SearchProblem } from "../../api/search.ts";
import { texts } from "../../texts/texts.ts";
import { IconButton } from "../button.tsx";
import styles from "./query-box.module.css";
import { QueryProblem } from "./query-problem.tsx";
import { useCompletedText } from "./use-completed-text.ts";

interface QueryBoxProps {
  /** For screen readers. */
  readonly label: string;
  /** The search that holds now; when it changes, so does what is in the box. */
  readonly query: string;
  /** The user wants this search: Enter, or the box was emptied. */
  readonly onSearch: (text: string) => void;
  /** Each time that the text changes. */
  readonly onType?: (text: string) => void;
  /** What is wrong with the search, shown with the place; gone when the user types on. */
  readonly problem?: SearchProblem | null;
  readonly autoFocus?: boolean;
}

/**
 * A box for searches, completed with names and words of the language. Arrows and Enter (or Tab) take a proposal,
 * Enter alone searches, Escape closes the proposals.
 */
export function QueryBox(props: QueryBoxProps) {
  const { label, query, onSearch, onType, problem = null, autoFocus = false } = props;
  const input = useRef<HTMLInputElement>(null);
  const typing = useCompletedText(query, { input, onType });
  const { text, change, take, isOpen, setOpen, highlighted, candidates } = typing;
  const problemId = useId();
  const search = (wanted: string) => {
    setOpen(false);
    onSearch(wanted.trim());
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter" && (!isOpen || highlighted === null)) {
      event.preventDefault();
      search(text);
    } else if (event.key === "Tab" && !event.shiftKey && isOpen && highlighted !== null) {
      event.preventDefault();
      take(highlighted);
    }
  };
  const shownProblem = problem !== null && problem.text.trim() === text.trim() ? problem : null;

  return (
    <div className={styles["box"]} role="search">
      <Autocomplete.Root
        items={candidates}
        mode="none"
        value={text}
        open={isOpen && candidates.length > 0}
        onOpenChange={setOpen}
        onItemHighlighted={(candidate) => {
          typing.setHighlighted(candidate ?? null);
        }}
        onValueChange={(next, { reason }) => {
          if (reason === "item-press") return;
          change(next, input.current?.selectionStart ?? next.length);
          setOpen(next !== "");
        }}
        itemToStringValue={(candidate: Candidate) => candidate.text}
      >
        <Autocomplete.InputGroup className={styles["field"]} data-wrong={shownProblem !== null || undefined}>
          <Search size={18} aria-hidden className={styles["icon"]} />
          <Autocomplete.Input
            ref={input}
            className={styles["input"]}
            aria-label={label}
            aria-invalid={shownProblem !== null}
            aria-describedby={shownProblem === null ? undefined : problemId}
            placeholder={texts.search.placeholder}
            // The screen is about searching, so that is where the keyboard belongs.
            autoFocus={autoFocus}
            spellCheck={false}
            autoCapitalize="off"
            onKeyDown={onKeyDown}
            onSelect={(event) => {
              typing.setCursor(event.currentTarget.selectionStart ?? text.length);
            }}
          />
          {text !== "" && (
            <IconButton
              label={texts.search.clear}
              size="small"
              onClick={() => {
                change("");
                search("");
                input.current?.focus();
              }}
            >
              <X size={16} aria-hidden />
            </IconButton>
          )}
        </Autocomplete.InputGroup>
        <Proposals onTake={take} />
      </Autocomplete.Root>
      {shownProblem !== null && (
        <QueryProblem
          id={problemId}
          problem={shownProblem}
          onReplace={(replaced) => {
            change(replaced);
            search(replaced);
          }}
        />
      )}
    </div>
  );
}

function Proposals({ onTake }: { readonly onTake: (candidate: Candidate) => void }) {
  return (
    <Autocomplete.Portal>
      <Autocomplete.Positioner className={styles["positioner"]} sideOffset={4} align="start">
        <Autocomplete.Popup className={styles["popup"]} aria-label={texts.search.proposals}>
          <Autocomplete.List className={styles["list"]}>
            {(candidate: Candidate) => (
              <Proposal
                key={`${candidate.text} ${String(candidate.start)}`}
                candidate={candidate}
                onTake={() => {
                  onTake(candidate);
                }}
              />
            )}
          </Autocomplete.List>
        </Autocomplete.Popup>
      </Autocomplete.Positioner>
    </Autocomplete.Portal>
  );
}

function Proposal({ candidate, onTake }: { readonly candidate: Candidate; readonly onTake: () => void }) {
  const { kind, text, label } = candidate;
  return (
    <Autocomplete.Item value={candidate} className={styles["proposal"]} onClick={onTake}>
      {kind === "person" ? (
        <User size={16} aria-hidden className={styles["icon"]} />
      ) : (
        <Search size={16} aria-hidden className={styles["icon"]} />
      )}
      <span className={styles["words"]}>{kind === "person" ? label : text}</span>
      {kind === "keyword" && label !== text && <span className={styles["meaning"]}>{label}</span>}
    </Autocomplete.Item>
  );
}
