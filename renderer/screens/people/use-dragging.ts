import { useState, type DragEvent } from "react";
import type { PeopleItem } from "./people-items.ts";

/** Dragging tiles onto another one, which merges them. */
export interface Dragging {
  /** The tile that they would be dropped on; null = none. */
  readonly overKey: string | null;
  /** The attributes of a tile; `dragged` are those that go with it. */
  readonly propsOf: (item: PeopleItem, dragged: readonly PeopleItem[]) => object;
}

/** `onDrop` gets the tile that was dropped on, and those that were dropped. */
export function useDragging(onDrop: (target: PeopleItem, dropped: readonly PeopleItem[]) => void): Dragging {
  const [dragged, setDragged] = useState<readonly PeopleItem[]>([]);
  const [overKey, setOverKey] = useState<string | null>(null);
  const end = () => {
    setDragged([]);
    setOverKey(null);
  };
  return {
    overKey,
    propsOf: (item, withIt) => ({
      draggable: true,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", item.key);
        setDragged(withIt);
      },
      onDragEnd: end,
      onDragOver: (event: DragEvent) => {
        // Files from outside are not for a tile.
        if (dragged.length === 0 || dragged.some(({ key }) => key === item.key)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "move";
        setOverKey(item.key);
      },
      onDragLeave: () => {
        setOverKey((key) => (key === item.key ? null : key));
      },
      onDrop: (event: DragEvent) => {
        if (dragged.length === 0) return;
        event.preventDefault();
        onDrop(item, dragged);
        end();
      },
    }),
  };
}
