const numbers = new Intl.NumberFormat("en");

/** "1,234" */
export function number(value: number): string {
  return numbers.format(value);
}

/** "1 photo", "1,234 photos" */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

const days = new Intl.DateTimeFormat("en", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

export const units = {
  number,
  /** "31 May 2019", from a time at the camera: "2019-05-31T12:00:00". */
  day: (takenAt: string) => days.format(new Date(`${takenAt.slice(0, 10)}T00:00:00Z`)),
  /** "93 %", from 0 to 1. */
  percent: (share: number) => `${String(Math.round(share * 100))} %`,
  /** "0:42", "1:02:03": how long a video lasts, or where in it something is. */
  duration: (ms: number) => {
    const seconds = Math.floor(ms / 1000);
    const twoDigits = (value: number) => String(value).padStart(2, "0");
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    const rest = twoDigits(seconds % 60);
    return hours > 0 ? `${String(hours)}:${twoDigits(minutes)}:${rest}` : `${String(minutes)}:${rest}`;
  },
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
