import type { Capture } from "../exif.ts";

/** What the container says of when, where and with what a video was taken. */
export type VideoCapture = Omit<Capture, "orientation">;

/** Tags by name, as FFprobe gives them. Names differ in case from container to container. */
export type VideoTags = Readonly<Record<string, string>>;

/** A year below is that of an unset clock: QuickTime counts from 1904, others from 1970. */
const firstYear = 1990;

/**
 * Reads date, camera and place from a container's tags, the most telling first. Apple's creation date is the clock at the
 * place with its offset; the plain `creation_time` is in UTC, and is told in the time zone of this computer, where the
 * user most likely was: `timeZone` (IANA name; default: the system's).
 */
export function captureOfTags(tags: VideoTags, timeZone?: string): VideoCapture {
  const byName = new Map(Object.entries(tags).map(([name, value]) => [name.toLowerCase(), value.trim()]));
  const first = (...names: string[]): string | null => {
    for (const name of names) {
      const value = byName.get(name);
      if (value !== undefined && value !== "") return value;
    }
    return null;
  };
  return {
    ...(localDate(first("com.apple.quicktime.creationdate")) ??
      dateInZone(first("creation_time"), timeZone) ??
      localDate(first("date")) ?? { takenAt: null, takenAtOffset: null }),
    cameraMake: first("com.apple.quicktime.make", "com.android.manufacturer", "make"),
    cameraModel: first("com.apple.quicktime.model", "com.android.model", "model"),
    ...(placeOf(first("com.apple.quicktime.location.iso6709", "location", "location-eng")) ?? {
      latitude: null,
      longitude: null,
    }),
  };
}

type CaptureDate = Pick<Capture, "takenAt" | "takenAtOffset">;

/** "2024-05-01T14:03:22+0200": the clock, and its offset when that is said. */
function localDate(text: string | null): CaptureDate | null {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d+)?(?:(Z)|([+-]\d\d):?([0-5]\d))?/.exec(
    text ?? "",
  );
  if (match === null) return null;
  const [, day = "", time = "", zulu, hours, minutes = "00"] = match;
  const takenAt = `${day}T${time}`;
  const offset = zulu !== undefined ? "+00:00" : hours === undefined ? null : `${hours}:${minutes}`;
  return isRealDate(takenAt) ? { takenAt, takenAtOffset: offset } : null;
}

function dateInZone(text: string | null, timeZone: string | undefined): CaptureDate | null {
  const utc = localDate(text);
  if (utc?.takenAt == null) return null;
  // Some cameras say their own clock and offset here; then that is it.
  if (utc.takenAtOffset !== null && utc.takenAtOffset !== "+00:00") return utc;
  const moment = Date.parse(`${utc.takenAt}Z`);
  const parts = new Intl.DateTimeFormat("en-CA", {
    ...{ year: "numeric", month: "2-digit", day: "2-digit" },
    ...{ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
    ...(timeZone !== undefined && { timeZone }),
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";
  const takenAt = `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:${part("second")}`;
  return { takenAt, takenAtOffset: offsetText((Date.parse(`${takenAt}Z`) - moment) / 60_000) };
}

function offsetText(minutes: number): string {
  const twoDigits = (value: number) => String(value).padStart(2, "0");
  const size = Math.abs(Math.round(minutes));
  return `${minutes < 0 ? "-" : "+"}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
}

/** Date turns 31 April into 1 May: only a date that comes back unchanged exists in the calendar. */
function isRealDate(text: string): boolean {
  const date = new Date(`${text}Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 19) !== text) return false;
  return date.getUTCFullYear() >= firstYear;
}

/** ISO 6709 in decimal degrees: "+48.1372+011.5756+520.0/". */
function placeOf(text: string | null): Pick<Capture, "latitude" | "longitude"> | null {
  const match = /^([+-]\d{1,2}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)(?:[+-]|\/|$)/.exec(text ?? "");
  const [latitude, longitude] = [Number(match?.[1]), Number(match?.[2])];
  const isPlace = match !== null && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  // Without a fix some write 0, 0.
  return isPlace && (latitude !== 0 || longitude !== 0) ? { latitude, longitude } : null;
}
