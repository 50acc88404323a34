import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { texts } from "../texts/texts.ts";
import styles from "./dialog.module.css";

interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
  /** Buttons beside the one that closes it. */
  readonly actions?: ReactNode;
  readonly closeLabel?: string;
  readonly size?: "usual" | "wide";
}

/** A question or a form in front of the screen; Escape and the last button close it. */
export function Dialog(props: DialogProps) {
  const {
    isOpen,
    onClose,
    title,
    text,
    children,
    actions,
    closeLabel = texts.shell.cancel,
    size = "usual",
  } = props;
  return (
    <BaseDialog.Root
      open={isOpen}
      onOpenChange={(isOpenNow) => {
        if (!isOpenNow) onClose();
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles["backdrop"]} />
        <BaseDialog.Popup className={[styles["dialog"], styles[size]].join(" ")}>
          <BaseDialog.Title className={styles["title"]}>{title}</BaseDialog.Title>
          {text !== undefined && (
            <BaseDialog.Description className={styles["text"]}>{text}</BaseDialog.Description>
          )}
          {children}
          <div className={styles["actions"]}>
            <BaseDialog.Close render={<Button />}>{closeLabel}</BaseDialog.Close>
            {actions}
          </div>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
