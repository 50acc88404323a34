import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "./button-link.tsx";
import { Button } from "./button.tsx";
import styles from "./empty-state.module.css";

interface EmptyStateProps {
  readonly icon?: LucideIcon;
  readonly title: string;
  readonly text?: string;
  readonly action?:
    | { readonly label: string; readonly href: string }
    | { readonly label: string; readonly onAct: () => void };
  readonly children?: ReactNode;
}

/** What a screen shows when there is nothing to show: why, and what to do next. */
export function EmptyState({ icon: Icon, title, text, action, children }: EmptyStateProps) {
  return (
    <div className={styles["empty"]}>
      {Icon !== undefined && <Icon size={40} strokeWidth={1.5} aria-hidden />}
      <h1 className={styles["title"]}>{title}</h1>
      {text !== undefined && <p className={styles["text"]}>{text}</p>}
      {action !== undefined &&
        ("href" in action ? (
          <ButtonLink look="main" href={action.href}>
            {action.label}
          </ButtonLink>
        ) : (
          <Button look="main" onClick={action.onAct}>
            {action.label}
          </Button>
        ))}
      {children}
    </div>
  );
}
