import { useId, useLayoutEffect, useRef, useSyncExternalStore } from "react";
import { texts } from "../texts/texts.ts";
import { isTextField } from "./is-text-field.ts";

/** A key that does something on the screen that is open. */
export interface Shortcut {
  /** As KeyboardEvent.key has it, with the keys held: "n", "Delete", "Mod+a" (Ctrl, or Command on a Mac), "Shift+ArrowDown". */
  readonly keys: string;
  /** What it does, for the list of shortcuts. */
  readonly label: string;
  readonly run: (event: KeyboardEvent) => void;
  /** Also while the user types in a field. Default false. */
  readonly alsoInFields?: boolean;
  /** Only when this is so, as when the focus is in a certain part; else the key is left to others. */
  readonly isFor?: (event: KeyboardEvent) => boolean;
}

/** The shortcuts of one part of the window. */
export interface ShortcutGroup {
  readonly id: string;
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

const groups = new Map<string, ShortcutGroup>();
const listeners = new Set<() => void>();
let shown: readonly ShortcutGroup[] = [];

function tell(): void {
  shown = [...groups.values()];
  for (const listener of listeners) listener();
}

/**
 * Has these keys do something for as long as the component is there. The part that came last is asked first; keys with a
 * dialog or menu open are theirs. An empty list switches them off.
 */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const id = useId();
  const latest = useRef(shortcuts);
  // Before the screen can be seen: a key pressed as soon as it is must not be lost, or act on what was there before.
  useLayoutEffect(() => {
    latest.current = shortcuts;
  });
  // What is listed changes with the words, not with the functions, which are new at every rendering.
  const words = shortcuts
    .map(({ keys, label, alsoInFields }) => `${keys}\t${label}\t${String(alsoInFields ?? false)}`)
    .join("\n");
  useLayoutEffect(() => {
    groups.set(id, {
      id,
      title,
      shortcuts: latest.current.map((shortcut, place) => ({
        ...shortcut,
        isFor: (event) => latest.current[place]?.isFor?.(event) ?? true,
        run: (event) => {
          latest.current[place]?.run(event);
        },
      })),
    });
    tell();
    return () => {
      groups.delete(id);
      tell();
    };
  }, [id, title, words]);
}

/** All shortcuts that hold now, for the list of them. */
export function useListedShortcuts(): readonly ShortcutGroup[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}

/** Hears all keys of the window; the frame installs it once. */
export function useShortcutKeys(): void {
  useLayoutEffect(() => {
    // Known before anybody has acted on the key: the one that closes a dialog is the dialog's, and no other.
    let isOfOverlay = false;
    const note = ({ target }: KeyboardEvent) => {
      isOfOverlay = isInOverlay(target);
    };
    const listener = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isOfOverlay) return;
      const pressed = keysOf(event);
      for (const group of groupsToAsk()) {
        const found = group.shortcuts.find(
          ({ keys, isFor }) => keys === pressed && (isFor === undefined || isFor(event)),
        );
        if (found === undefined || (isTyping(event.target) && found.alsoInFields !== true)) continue;
        event.preventDefault();
        found.run(event);
        return;
      }
    };
    window.addEventListener("keydown", note, { capture: true });
    window.addEventListener("keydown", listener);
    return () => {
      window.removeEventListener("keydown", note, { capture: true });
      window.removeEventListener("keydown", listener);
    };
  }, []);
}

/** Does what these keys do now, as if they were pressed outside of any field: for the desktop app's menu. */
export function runShortcut(keys: string): void {
  if (isInOverlay(document.activeElement)) return;
  const found = groupsToAsk().flatMap(({ shortcuts }) => shortcuts);
  found.find((shortcut) => shortcut.keys === keys)?.run(new KeyboardEvent("keydown"));
}

/**
 * The part that came last first; what holds everywhere at the end, as the frame around a screen may be there later than
 * the screen.
 */
function groupsToAsk(): ShortcutGroup[] {
  const isEverywhere = ({ title }: ShortcutGroup) => title === texts.shell.everywhere;
  return [...groups.values()].reverse().sort((a, b) => Number(isEverywhere(a)) - Number(isEverywhere(b)));
}

/** A dialog, menu or list in front of the screen has the keyboard for itself, until it is closed. */
function isInOverlay(target: EventTarget | null): boolean {
  const overlay = overlayOf(target);
  return overlay !== null && !isClosed(overlay);
}

function isTyping(target: EventTarget | null): boolean {
  return isTextField(target) && !isInClosedOverlay(target);
}

/** A dialog or menu that was closed has the focus for some moments more. */
export function isInClosedOverlay(target: EventTarget | null): boolean {
  const overlay = overlayOf(target);
  return overlay !== null && isClosed(overlay);
}

function overlayOf(target: EventTarget | null): Element | null {
  return target instanceof Element
    ? target.closest("[role=dialog], [role=alertdialog], [role=menu], [role=listbox]")
    : null;
}

function isClosed(overlay: Element): boolean {
  return overlay.matches("[data-closed]");
}

/** "Mod+Shift+z": letters small, Shift only where the key itself does not tell ("?" is "?"). */
export function keysOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">,
): string {
  const isCharacter = event.key.length === 1;
  const isLetter = isCharacter && event.key.toLowerCase() !== event.key.toUpperCase();
  const key = isLetter ? event.key.toLowerCase() : event.key === " " ? "Space" : event.key;
  const isShiftTold = event.shiftKey && (isLetter || !isCharacter);
  return [
    event.ctrlKey || event.metaKey ? "Mod" : "",
    event.altKey ? "Alt" : "",
    isShiftTold ? "Shift" : "",
    key,
  ]
    .filter((part) => part !== "")
    .join("+");
}

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

const keyNames: Readonly<Partial<Record<string, string>>> = {
  Mod: isMac ? "⌘" : "Ctrl",
  Alt: isMac ? "⌥" : "Alt",
  Shift: isMac ? "⇧" : "Shift",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
};

/** The caps of a shortcut as the user's keyboard has them: ["Ctrl", "Z"]. */
export function keyCaps(keys: string): string[] {
  return keys
    .split(/\+(?=.)/)
    .map((part) => keyNames[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}
