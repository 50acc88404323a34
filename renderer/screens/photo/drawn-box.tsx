import { useState } from "react";
import { useShortcuts } from "../../shell/shortcuts.ts";
import { texts } from "../../texts/texts.ts";
import styles from "./photo-stage.module.css";
import { nudge, toStage, type Rectangle, type Size } from "./photo-view.ts";

interface DrawnBoxProps {
  readonly photo: Size;
  readonly placed: Rectangle;
  /** In pixels of the photo. */
  readonly onAdd: (box: Rectangle) => void;
  readonly onCancel: () => void;
}

/** A box for a missing face that keys move and size; a drag of the pointer draws another instead. */
export function DrawnBox({ photo, placed, onAdd, onCancel }: DrawnBoxProps) {
  const [box, setBox] = useState(() => startBox(photo));
  const step = Math.max(1, Math.round(Math.min(photo.width, photo.height) / 60));
  const words = texts.photo;
  const moves = [
    ["ArrowLeft", -step, 0],
    ["ArrowRight", step, 0],
    ["ArrowUp", 0, -step],
    ["ArrowDown", 0, step],
  ] as const;
  useShortcuts(words.draw, [
    ...moves.flatMap(([keys, x, y]) => [
      {
        keys,
        label: words.drawMove,
        run: () => {
          setBox((before) => nudge(before, { x, y }, "place", photo));
        },
      },
      {
        keys: `Shift+${keys}`,
        label: words.drawSize,
        run: () => {
          setBox((before) => nudge(before, { x, y }, "size", photo));
        },
      },
    ]),
    {
      keys: "Enter",
      label: words.drawAdd,
      run: () => {
        onAdd(box);
      },
    },
    { keys: "Escape", label: words.drawStop, run: onCancel },
  ]);
  const { x, y, width, height } = toStage(box, photo, placed);
  return (
    <>
      <span className={styles["drawn"]} style={{ left: x, top: y, width, height }} />
      <p role="status" className={styles["notice"]}>
        {words.drawHint}
      </p>
    </>
  );
}

/** In the middle, of the size that a face of a portrait has. */
function startBox(photo: Size): Rectangle {
  const side = Math.min(photo.width, photo.height) / 4;
  return { x: (photo.width - side) / 2, y: (photo.height - side) / 2, width: side, height: side };
}
