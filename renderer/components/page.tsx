import type { ReactNode } from "react";
import styles from "./page.module.css";

interface PageProps {
  readonly title: string;
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode;
  /** 'text' is as wide as can be read well. */
  readonly width?: "text" | "full";
  readonly children: ReactNode;
}

/** A screen with a title that scrolls as a whole. */
export function Page({ title, actions, width = "text", children }: PageProps) {
  return (
    <div className={styles["page"]} tabIndex={-1}>
      <div className={[styles["body"], styles[width]].join(" ")}>
        <header className={styles["header"]}>
          <h1 className={styles["title"]}>{title}</h1>
          {actions !== undefined && <div className={styles["actions"]}>{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  );
}

/** A part of such a screen. */
export function PageSection({ title, actions, children }: Omit<PageProps, "width">) {
  return (
    <section className={styles["section"]} aria-label={title}>
      <header className={styles["header"]}>
        <h2 className={styles["title"]}>{title}</h2>
        {actions !== undefined && <div className={styles["actions"]}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}
