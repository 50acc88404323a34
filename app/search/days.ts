/** A span of days, both included: "2019-05-03"; null = no bound. */
export interface Days {
  readonly from: string | null;
  readonly to: string | null;
}

const dayPattern = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;

/** The days of a year ("2019"), a month ("2019-05") or a day; undefined when there is no such date. */
export function daysOfDate(text: string): { readonly from: string; readonly to: string } | undefined {
  const match = dayPattern.exec(text);
  if (match === null) return undefined;
  const [, year = "", month, day] = match;
  const from = `${year}-${month ?? "01"}-${day ?? "01"}`;
  const lastMonth = month ?? "12";
  const to = `${year}-${lastMonth}-${day ?? lastDayOf(year, lastMonth)}`;
  return year !== "0000" && isDay(from) && isDay(to) ? { from, to } : undefined;
}

/** Is this a date or a range, or was it meant as one? Only figures, hyphens and full stops, with a figure or "..". */
export function looksLikeDate(text: string): boolean {
  return /^[\d.-]+$/.test(text) && (/\d/.test(text) || text.includes(".."));
}

/**
 * The days of "2019", "2019-05..2021", "2019..", "..2019-05-03". Undefined when it is no date, or when the range
 * ends before it begins.
 */
export function daysOfRange(text: string): Days | undefined {
  const at = text.indexOf("..");
  if (at === -1) return daysOfDate(text);
  const first = text.slice(0, at);
  const last = text.slice(at + 2);
  const from = first === "" ? null : daysOfDate(first)?.from;
  const to = last === "" ? null : daysOfDate(last)?.to;
  if (from === undefined || to === undefined || (from === null && to === null)) return undefined;
  return from !== null && to !== null && from > to ? undefined : { from, to };
}

/** The shortest text that `daysOfRange` understands as these days. */
export function printDays({ from, to }: Days): string {
  const first = from === null ? "" : shortest(from, (text) => daysOfDate(text)?.from === from);
  const last = to === null ? "" : shortest(to, (text) => daysOfDate(text)?.to === to);
  if (from !== null && to !== null) {
    const whole = [from.slice(0, 4), from.slice(0, 7), from].find((text) => {
      const days = daysOfDate(text);
      return days?.from === from && days.to === to;
    });
    if (whole !== undefined) return whole;
  }
  return `${first}..${last}`;
}

/** The day `days` later (or before, when negative); undefined outside of the years 1 to 9999. */
export function addDays(day: string, days: number): string | undefined {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? date.toISOString().slice(0, 10) : undefined;
}

function shortest(day: string, isMeant: (text: string) => boolean): string {
  return [day.slice(0, 4), day.slice(0, 7)].find(isMeant) ?? day;
}

function lastDayOf(year: string, month: string): string {
  const firstOfMonth = new Date(`${year}-${month}-01T00:00:00Z`);
  if (Number.isNaN(firstOfMonth.getTime())) return "00";
  firstOfMonth.setUTCMonth(firstOfMonth.getUTCMonth() + 1, 0);
  return String(firstOfMonth.getUTCDate()).padStart(2, "0");
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  // Date turns 31 April into 1 May: only a date that comes back unchanged exists.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
