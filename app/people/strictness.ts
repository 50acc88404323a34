import type { Database } from "../db/open.ts";
import { getSetting, setSetting } from "../db/settings.ts";

/** How sure Familiar must be before it gives a face to a person by itself, the most careful first. */
export const strictnessLevels = ["very-careful", "careful", "normal", "generous", "very-generous"] as const;

export type Strictness = (typeof strictnessLevels)[number];

/** The probabilities from which on a face is given to a person, or suggested. */
export interface AssignmentLimits {
  readonly assigned: number;
  readonly suggested: number;
}

/**
 * Both limits of each level. What they mean, in errors and in faces, is measured on the half of the people that
 * nothing was fitted on (decisions 0009).
 */
export const limitsOf: Readonly<Record<Strictness, AssignmentLimits>> = {
  "very-careful": { assigned: 0.99, suggested: 0.5 },
  careful: { assigned: 0.98, suggested: 0.35 },
  normal: { assigned: 0.95, suggested: 0.2 },
  generous: { assigned: 0.9, suggested: 0.12 },
  "very-generous": { assigned: 0.8, suggested: 0.08 },
};

export const defaultStrictness: Strictness = "normal";

const settingKey = "strictness";

/** The strictness of a library; the default when none was set. */
export function readStrictness(db: Database): Strictness {
  const value = getSetting(db, settingKey);
  return strictnessLevels.find((level) => level === value) ?? defaultStrictness;
}

/** Sets the strictness of a library; assignments change with the next `assignFaces`. */
export function saveStrictness(db: Database, strictness: Strictness): void {
  setSetting(db, settingKey, strictness);
}

/** What a probability amounts to; null = too improbable to speak of. */
export function levelOf(probability: number, limits: AssignmentLimits): "assigned" | "suggested" | null {
  if (probability >= limits.assigned) return "assigned";
  return probability >= limits.suggested ? "suggested" : null;
}
