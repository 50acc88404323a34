import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { texts } from "../texts/texts.ts";
import styles from "./toasts.module.css";

/** Where messages appear. */
export function Toasts({ children }: { readonly children: ReactNode }) {
  return (
    <Toast.Provider limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles["viewport"]} aria-label={texts.shell.notifications}>
          <Messages />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Messages() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles["toast"]}>
      <Toast.Content
        className={styles["words"]}
        // Base UI's own way to read a message out at once hides it, with the button in it, from screen readers.
        role={toast.type === "complaint" ? "alert" : undefined}
      >
        <Toast.Title className={styles["title"]} render={<p />} />
        <Toast.Description />
      </Toast.Content>
      <Toast.Action className={styles["action"]} />
      {/* Base UI hides it from screen readers while messages lie in a pile; ours never do. */}
      <Toast.Close className={styles["close"]} aria-label={texts.shell.close} aria-hidden={false}>
        <X size={16} aria-hidden />
      </Toast.Close>
    </Toast.Root>
  ));
}
