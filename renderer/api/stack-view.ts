import { useSyncExternalStore } from "react";
import type { StackView } from "../../app/search/photo-layout.ts";

const storageKey = "familiar.stacks";
const listeners = new Set<() => void>();

/** How lists show stacks; it is a matter of this window, not of the library. */
export function useStackView(): [StackView, (view: StackView) => void] {
  return [useSyncExternalStore(subscribe, readView), saveView];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function readView(): StackView {
  return localStorage.getItem(storageKey) === "open" ? "open" : "closed";
}

function saveView(view: StackView): void {
  localStorage.setItem(storageKey, view);
  for (const listener of listeners) listener();
}
