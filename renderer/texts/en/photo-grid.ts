import { count, units } from "./units.ts";

const monthAndYear = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" });

const mediumDate = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });

/** Grids of photos. */
export const photoGrid = {
  photos: "Photos",
  photo: "Photo",
  /** "May 2019"; `month` is "2019-05" or "2019", null = not known. */
  month: (month: string | null) => {
    if (month === null) return "Date not known";
    // A year where there are few photos.
    return month.length === 4 ? month : monthAndYear.format(new Date(`${month}-01T00:00:00Z`));
  },
  people: (names: readonly string[]) => names.join(", "),
  raw: "RAW",
  live: "LIVE",
  stacks: "Stacks",
  openStacks: "Show the photos of stacks one by one",
  closeStacks: "Show each stack as one photo",
  stack: "Stack",
  stackMenu: (photos: number) => `Stack these ${count(photos, "photo")}`,
  unstackMenu: (photos: number) => `Unstack ${count(photos, "photo")}`,
  /** "Anna, Ben, May 3, 2019, IMG_1.jpg, with raw file, stack of 5 photos" */
  caption: (
    people: readonly string[],
    takenAt: string | null,
    file: string,
    is: { readonly hasRaw: boolean; readonly isLive: boolean; readonly stacked: number },
  ) => {
    const at = new Date(`${takenAt?.slice(0, 10) ?? ""}T00:00:00Z`);
    const day = Number.isNaN(at.getTime()) ? [] : [mediumDate.format(at)];
    const kinds = [
      ...(is.hasRaw ? ["with raw file"] : []),
      ...(is.isLive ? ["Live Photo"] : []),
      ...(is.stacked > 1 ? [`stack of ${count(is.stacked, "photo")}`] : []),
    ];
    return [...people, ...day, file, ...kinds].join(", ");
  },
  /** Before the rest of a caption. */
  video: (durationMs: number) => `Video, ${units.duration(durationMs)}`,
  select: "Select",
  deselect: "Deselect",
  selectMonth: (photos: number, month: string) => `Select the ${count(photos, "photo")} of ${month}`,
  selected: (photos: number) => `${count(photos, "photo")} selected`,
  selectAll: (photos: number) => `Select all ${count(photos, "photo")}`,
  clearSelection: "Clear selection",
  selectionActions: "Selected photos",
  noPicture: "This photo cannot be shown",
  scrubber: "Go to a date",
  keyPrevious: "Photo before",
  keyNext: "Next photo",
  keyUp: "Photo above",
  keyDown: "Photo below",
  keyPageUp: "A page up",
  keyPageDown: "A page down",
  keyFirst: "First photo",
  keyLast: "Last photo",
  keyExtend: (move: string) => `Select to: ${move.charAt(0).toLowerCase()}${move.slice(1)}`,
  keyOpen: "Open the photo",
  keySelect: "Select or deselect the photo",
  keySelectAll: "Select all photos",
  keyMenu: "Menu of the photo",
  open: "Open",
  addToAlbum: (photos: number) =>
    photos === 1 ? "Add to an album…" : `Add ${count(photos, "photo")} to an album…`,
  photosOf: (name: string) => `All photos of ${name}`,
  photosOfAll: (people: number) =>
    people === 2 ? "Photos of both together" : "Photos of all of them together",
  photosOfDay: (day: string) => `All photos of ${mediumDate.format(new Date(`${day}T00:00:00Z`))}`,
  compare: "Compare its faces…",
  reveal: "Show in file manager",
} as const;
