import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "./empty-state.tsx";
import styles from "./query-state.module.css";

interface QueryStateProps<Answer> {
  readonly query: UseQueryResult<Answer>;
  readonly children: (answer: Answer) => ReactNode;
}

/** Shows what was read, or that it is being read, or why it could not be. What is shown stays while it is read anew. */
export function QueryState<Answer>({ query, children }: QueryStateProps<Answer>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return (
      <EmptyState
        title={texts.shell.somethingFailed}
        text={query.error.message}
        action={{ label: texts.shell.tryAgain, onAct: () => void query.refetch() }}
      />
    );
  }
  return (
    <p role="status" className={styles["loading"]}>
      {texts.shell.loading}
    </p>
  );
}
