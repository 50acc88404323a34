import {
  CalendarDays,
  CircleCheck,
  CircleMinus,
  FolderOpen,
  FolderPlus,
  Image,
  Layers,
  Scale,
  Ungroup,
  User,
  Users,
} from "lucide-react";
import type { PhotoCaption } from "../../api/photos.ts";
import { texts } from "../../texts/texts.ts";
import type { MenuItem } from "../context-menu.tsx";

/** What a menu is for. */
interface MenuPhotos {
  /** The photo that was clicked. */
  readonly id: number;
  readonly isChosen: boolean;
  /** The tiles: this one, or all chosen ones when it is one of them. */
  readonly tileIds: readonly number[];
  /** The photos of these tiles, all of those of a stack. */
  readonly photoIds: readonly number[];
  readonly caption: PhotoCaption | undefined;
}

/** What its lines do. */
export interface MenuDeeds {
  readonly open: (photoId: number) => void;
  readonly toggle: (photoId: number) => void;
  readonly addToAlbum: (photoIds: readonly number[]) => void;
  readonly stack: (photoIds: readonly number[]) => void;
  readonly unstack: (photoId: number) => void;
  readonly go: (address: string) => void;
  /** null = there is no way to. */
  readonly reveal: ((photoId: number) => void) | null;
}

/** As many people of a photo as a menu lists one by one. */
const mostPeople = 6;

/** The menu of a photo, or of all chosen ones; `more` are lines that only some screens have. */
export function photoMenuItems(
  photos: MenuPhotos,
  more: readonly MenuItem[],
  deeds: MenuDeeds,
): readonly MenuItem[] {
  const { id, isChosen, photoIds, caption } = photos;
  const words = texts.photoGrid;
  return [
    {
      label: words.open,
      ...{ icon: Image, keys: "Enter" },
      run: () => {
        deeds.open(id);
      },
    },
    {
      label: isChosen ? words.deselect : words.select,
      ...{ icon: isChosen ? CircleMinus : CircleCheck, keys: "Space" },
      run: () => {
        deeds.toggle(id);
      },
    },
    null,
    {
      label: words.addToAlbum(photoIds.length),
      icon: FolderPlus,
      run: () => {
        deeds.addToAlbum(photoIds);
      },
    },
    ...stackItems(photos, deeds),
    ...more,
    null,
    ...searchesOf(caption).map(({ label, query, icon }) => ({
      ...{ label, icon },
      run: () => {
        deeds.go(`/search?q=${encodeURIComponent(query)}`);
      },
    })),
    {
      label: words.compare,
      icon: Scale,
      run: () => {
        deeds.go(`/compare?a=photo-${String(id)}`);
      },
    },
    ...revealItems(id, deeds),
  ];
}

/** Several tiles become one stack, one stack its photos. */
function stackItems({ id, tileIds, photoIds }: MenuPhotos, { stack, unstack }: MenuDeeds): MenuItem[] {
  const words = texts.photoGrid;
  if (tileIds.length > 1) {
    const run = () => {
      stack(tileIds);
    };
    return [{ label: words.stackMenu(photoIds.length), icon: Layers, run }];
  }
  if (photoIds.length < 2) return [];
  const run = () => {
    unstack(id);
  };
  return [{ label: words.unstackMenu(photoIds.length), icon: Ungroup, run }];
}

function revealItems(id: number, { reveal }: MenuDeeds): MenuItem[] {
  if (reveal === null) return [];
  const run = () => {
    reveal(id);
  };
  return [{ label: texts.photoGrid.reveal, icon: FolderOpen, run }];
}

/** Photos like this one: of each who is in it, of all of them together, and of its day. */
function searchesOf(caption: PhotoCaption | undefined) {
  if (caption === undefined) return [];
  const { people, takenAt } = caption;
  const words = texts.photoGrid;
  const ofPeople = people
    .slice(0, mostPeople)
    .map(({ id, name }) => ({ label: words.photosOf(name), query: `person:${String(id)}`, icon: User }));
  const together = people.map(({ id }) => `person:${String(id)}`).join(" & ");
  const day = takenAt?.slice(0, 10);
  return [
    ...ofPeople,
    ...(people.length > 1 ? [{ label: words.photosOfAll(people.length), query: together, icon: Users }] : []),
    ...(day === undefined ? [] : [{ label: words.photosOfDay(day), query: day, icon: CalendarDays }]),
  ];
}
