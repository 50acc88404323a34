import type { ReactNode } from "react";
import { Link } from "wouter";
import styles from "./button.module.css";

interface ButtonLinkProps {
  readonly href: string;
  readonly look?: "main" | "plain" | "quiet";
  readonly children: ReactNode;
}

/** A way to another screen that looks like a button, and is a link. */
export function ButtonLink({ href, look = "plain", children }: ButtonLinkProps) {
  return (
    <Link href={href} className={[styles["button"], styles[look], styles["usual"]].join(" ")}>
      {children}
    </Link>
  );
}
