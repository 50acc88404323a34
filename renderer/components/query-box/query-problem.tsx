import type { SearchProblem } from "../../api/search.ts";
import { texts } from "../../texts/texts.ts";
import { Button } from "../button.tsx";
import styles from "./query-box.module.css";

interface QueryProblemProps {
  readonly id: string;
  readonly problem: SearchProblem;
  /** The search with a suggestion in place of what is wrong. */
  readonly onReplace: (text: string) => void;
}

/** What is wrong with a search: the message, the search with the place marked, and what may have been meant. */
export function QueryProblem({ id, problem, onReplace }: QueryProblemProps) {
  const { message, text, span, suggestions } = problem;
  const before = text.slice(0, span.start);
  const after = text.slice(span.end);
  const wrong = text.slice(span.start, span.end);
  return (
    <div className={styles["problem"]} role="alert">
      <p id={id}>{message}</p>
      <p className={styles["quoted"]} aria-hidden dir="auto">
        {before}
        <mark className={styles["wrong"]}>{wrong === "" ? "\u00a0\u00a0" : wrong}</mark>
        {after}
      </p>
      {suggestions.length > 0 && (
        <div className={styles["suggestions"]}>
          {suggestions.map((suggestion) => (
            <Button
              key={suggestion}
              size="small"
              onClick={() => {
                onReplace(before + suggestion + after);
              }}
            >
              {texts.search.useInstead(suggestion)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
