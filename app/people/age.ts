/** How old somebody is, in full years, and in the full months since the last birthday (0 to 11). */
export interface Age {
  readonly years: number;
  readonly months: number;
}

/** Below this age people count in months. */
const countsInMonthsBelow = 2;

/**
 * The age on the day of a photo; null before the day of birth. `birthDate` is "2019-05-31"; `takenAt` is a local time
 * "2026-11-23T20:31:55" or a day, of which only the day counts. Somebody born on the 29th of February has their
 * birthday on the 1st of March of other years.
 */
export function ageAt(birthDate: string, takenAt: string): Age | null {
  if (isBeforeBirth(birthDate, takenAt)) return null;
  const born = partsOf(birthDate);
  const now = partsOf(takenAt);
  const months = (now.year - born.year) * 12 + now.month - born.month - (now.day < born.day ? 1 : 0);
  return { years: Math.floor(months / 12), months: months % 12 };
}

/** Was a photo taken before the day somebody was born? The same values as for `ageAt`. */
export function isBeforeBirth(birthDate: string, takenAt: string): boolean {
  return takenAt.slice(0, 10) < birthDate;
}

/** An age in words: "5 months", "1 year and 3 months" below 2 years, "7 years" above. */
export function ageInWords({ years, months }: Age): string {
  const inMonths = `${months} ${months === 1 ? "month" : "months"}`;
  if (years === 0) return inMonths;
  const inYears = `${years} ${years === 1 ? "year" : "years"}`;
  return years < countsInMonthsBelow && months > 0 ? `${inYears} and ${inMonths}` : inYears;
}

function partsOf(day: string): { year: number; month: number; day: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}
