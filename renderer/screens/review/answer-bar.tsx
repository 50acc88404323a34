import { Undo2 } from "lucide-react";
import { Button } from "../../components/button.tsx";
import { keyCaps } from "../../shell/shortcuts.ts";
import { texts } from "../../texts/texts.ts";
import type { Deed } from "./deeds.ts";
import styles from "./review-screen.module.css";

/** What can be answered, with the keys; always in the same place. */
export function AnswerBar({
  deeds,
  onTakeBack,
}: {
  readonly deeds: readonly Deed[];
  readonly onTakeBack: () => void;
}) {
  return (
    <div className={styles["bar"]} role="group" aria-label={texts.review.answers}>
      {deeds.map(({ keys, label, look, isPossible, run }) => (
        <Button key={keys} look={look} disabled={!isPossible} onClick={run}>
          {label}
          <Key keys={keys} />
        </Button>
      ))}
      <Button look="quiet" onClick={onTakeBack}>
        <Undo2 size={16} aria-hidden />
        {texts.review.takeBack}
        <Key keys="u" />
      </Button>
    </div>
  );
}

function Key({ keys }: { readonly keys: string }) {
  return (
    <kbd className={styles["key"]} aria-hidden>
      {keyCaps(keys).join(" ")}
    </kbd>
  );
}
