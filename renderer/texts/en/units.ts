const numbers = new Intl.NumberFormat("en");

/** "1,234" */
export function number(value: number): string {
  return numbers.format(value);
}

/** "1 photo", "1,234 photos" */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

export const units = {
  number,
  faces: (value: number) => count(value, "face"),
  photos: (value: number) => count(value, "photo"),
  people: (value: number) => count(value, "person", "people"),
  groups: (value: number) => count(value, "group"),
  /** "about 3 minutes" */
  timeLeft: (seconds: number) => {
    if (seconds < 60) return "less than a minute";
    const minutes = Math.round(seconds / 60);
    return minutes < 90
      ? `about ${count(minutes, "minute")}`
      : `about ${count(Math.round(minutes / 60), "hour")}`;
  },
} as const;
