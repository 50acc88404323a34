import { Button as BaseButton } from "@base-ui/react/button";
import type { ComponentProps } from "react";
import styles from "./button.module.css";

interface ButtonProps extends Omit<ComponentProps<typeof BaseButton>, "className"> {
  /** 'main' is the one thing to do here; 'danger' takes something away. */
  readonly look?: "main" | "plain" | "quiet" | "danger";
  readonly size?: "usual" | "small";
}

/** Every button with words on it. */
export function Button({ look = "plain", size = "usual", ...rest }: ButtonProps) {
  return <BaseButton {...rest} className={[styles["button"], styles[look], styles[size]].join(" ")} />;
}

interface IconButtonProps extends Omit<ButtonProps, "aria-label" | "title" | "children"> {
  /** What it does, for the pointer that rests on it and for screen readers. */
  readonly label: string;
  readonly children: ComponentProps<typeof BaseButton>["children"];
}

/** A button that is only a picture. */
export function IconButton({ label, look = "quiet", size = "usual", ...rest }: IconButtonProps) {
  return (
    <BaseButton
      {...rest}
      aria-label={label}
      title={label}
      className={[styles["button"], styles["icon"], styles[look], styles[size]].join(" ")}
    />
  );
}
