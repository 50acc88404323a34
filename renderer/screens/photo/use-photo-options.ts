import { useState } from "react";
import { z } from "zod";

/** What is shown of a photo, and of the next one, too. */
export interface PhotoOptions {
  readonly areFacesShown: boolean;
  readonly isPanelShown: boolean;
  readonly isIgnoredShown: boolean;
}

const kept = z.object({ areFacesShown: z.boolean(), isPanelShown: z.boolean(), isIgnoredShown: z.boolean() });

const storageKey = "familiar.photo";

/** What the user chose last; it is a matter of this screen, not of the library. */
export function usePhotoOptions(): [PhotoOptions, (change: Partial<PhotoOptions>) => void] {
  const [options, setOptions] = useState(readOptions);
  const change = (changed: Partial<PhotoOptions>) => {
    const next = { ...options, ...changed };
    localStorage.setItem(storageKey, JSON.stringify(next));
    setOptions(next);
  };
  return [options, change];
}

/** A narrow window has no room for a panel that was not asked for. */
function readOptions(): PhotoOptions {
  const usual = { areFacesShown: true, isPanelShown: window.innerWidth > 900, isIgnoredShown: false };
  try {
    return kept.catch(usual).parse(JSON.parse(localStorage.getItem(storageKey) ?? "null"));
  } catch {
    return usual;
  }
}
