import { z } from "zod";

/** Light, dark, or as the system has it. */
export const appearances = ["system", "light", "dark"] as const;

export type Appearance = (typeof appearances)[number];

const storageKey = "familiar.appearance";

/** What this window was told; it is a matter of the screen, not of the library. */
export function readAppearance(): Appearance {
  return z.enum(appearances).catch("system").parse(localStorage.getItem(storageKey));
}

/** Remembers and shows an appearance. */
export function saveAppearance(appearance: Appearance): void {
  localStorage.setItem(storageKey, appearance);
  applyAppearance();
}

/** Shows the remembered appearance. */
export function applyAppearance(): void {
  const appearance = readAppearance();
  if (appearance === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = appearance;
}
