import type { ReactNode } from "react";
import styles from "./work-page.module.css";

interface WorkPageProps {
  readonly title: string;
  /** What can be done here, in a sentence or two. */
  readonly intro: string;
  readonly children: ReactNode;
}

/** A screen with something to work on, which may fill what the title leaves; it scrolls as a whole. */
export function WorkPage({ title, intro, children }: WorkPageProps) {
  return (
    <div className={styles["page"]} tabIndex={-1}>
      <header className={styles["header"]}>
        <h1>{title}</h1>
        <p className={styles["intro"]}>{intro}</p>
      </header>
      {children}
    </div>
  );
}
