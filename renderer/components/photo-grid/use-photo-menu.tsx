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
import { useState, type MouseEvent, type ReactNode, type RefObject } from "react";
import { useLocation } from "wouter";
import { useReveal, type PhotoCaption } from "../../api/photos.ts";
import { useStacks } from "../../api/stacks.ts";
import { useShortcuts } from "../../shell/shortcuts.ts";
import { texts } from "../../texts/texts.ts";
import { AddToAlbumDialog } from "../add-to-album/add-to-album-dialog.tsx";
import type { MenuItem } from "../context-menu.tsx";
import type { StackMembers } from "./use-stack-members.ts";
import type { GridChoice } from "./use-grid-selection.ts";

/** More lines for the menu of these photos; `done` ends the selection. */
export type PhotoMenuItems = (photoIds: readonly number[], done: () => void) => readonly MenuItem[];

interface PhotoMenuOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly choice: GridChoice;
  /** The photo that the keyboard is at. */
  readonly activeId: number | null;
  readonly captions: ReadonlyMap<number, PhotoCaption>;
  readonly onOpen: (photoId: number) => void;
  readonly idOfTile: (photoId: number) => string;
  readonly members: StackMembers;
  /** null = there is no menu. */
  readonly itemsOf: PhotoMenuItems | null | undefined;
}

/** As many people of a photo as a menu lists one by one. */
const mostPeople = 6;

/** The menu of a photo, or of all chosen ones when it is one of them; at the pointer or, by keys, at its tile. */
export function usePhotoMenu(options: PhotoMenuOptions): {
  readonly items: readonly MenuItem[];
  readonly onContextMenu: (event: MouseEvent) => void;
  readonly dialogs: ReactNode;
} {
  const { scroller, choice, activeId, captions, onOpen, idOfTile, members, itemsOf } = options;
  const { selection } = choice;
  const [photoId, setPhotoId] = useState<number | null>(null);
  const [addedIds, setAddedIds] = useState<readonly number[] | null>(null);
  const [, navigate] = useLocation();
  const reveal = useReveal();
  const { stack, unstack } = useStacks();
  const words = texts.photoGrid;

  const openAtActive = () => {
    if (activeId !== null) openMenuAt(document.getElementById(idOfTile(activeId)));
  };
  const isFor = (event: KeyboardEvent) =>
    activeId !== null && (event.target === document.body || event.target === scroller.current);
  useShortcuts(
    words.photos,
    itemsOf === null
      ? []
      : ["ContextMenu", "Shift+F10"].map((keys) => ({
          keys,
          label: words.keyMenu,
          isFor,
          run: openAtActive,
        })),
  );

  const itemsFor = (id: number): MenuItem[] => {
    const isChosen = selection.ids.has(id);
    const tileIds = isChosen ? choice.selectedInOrder() : [id];
    const photoIds = members.expand(tileIds);
    const caption = captions.get(id);
    const searchFor = (query: string) => () => {
      navigate(`/search?q=${encodeURIComponent(query)}`);
    };
    return [
      {
        label: words.open,
        icon: Image,
        keys: "Enter",
        run: () => {
          onOpen(id);
        },
      },
      {
        label: isChosen ? words.deselect : words.select,
        ...{ icon: isChosen ? CircleMinus : CircleCheck, keys: "Space" },
        run: () => {
          choice.toggle(id);
        },
      },
      null,
      {
        label: words.addToAlbum(photoIds.length),
        icon: FolderPlus,
        run: () => {
          setAddedIds(photoIds);
        },
      },
      ...(tileIds.length > 1
        ? [
            {
              label: words.stackMenu(photoIds.length),
              icon: Layers,
              run: () => {
                stack.mutate(tileIds, { onSuccess: choice.clear });
              },
            },
          ]
        : []),
      ...(tileIds.length === 1 && photoIds.length > 1
        ? [
            {
              label: words.unstackMenu(photoIds.length),
              icon: Ungroup,
              run: () => {
                unstack.mutate(id);
              },
            },
          ]
        : []),
      ...(itemsOf?.(photoIds, choice.clear) ?? []),
      null,
      ...searchesOf(caption).map(({ label, query, icon }) => ({ label, icon, run: searchFor(query) })),
      {
        label: words.compare,
        icon: Scale,
        run: () => {
          navigate(`/compare?a=photo-${String(id)}`);
        },
      },
      // A browser may not open the file manager.
      ...(window.desktop === undefined
        ? []
        : [
            {
              label: words.reveal,
              icon: FolderOpen,
              run: () => {
                reveal.mutate(id);
              },
            },
          ]),
    ];
  };

  return {
    items: photoId === null ? [] : itemsFor(photoId),
    onContextMenu: (event) => {
      const tile = event.target instanceof Element ? event.target.closest("[data-photo-id]") : null;
      if (tile instanceof HTMLElement) {
        const id = Number(tile.dataset["photoId"]);
        choice.setActive(id);
        setPhotoId(id);
        return;
      }
      // Not on a photo: no menu, unless it is asked for by key, which some systems report only so.
      event.stopPropagation();
      if (event.button === 2) return;
      event.preventDefault();
      openAtActive();
    },
    dialogs: addedIds !== null && (
      <AddToAlbumDialog
        isOpen
        photoIds={addedIds}
        onClose={() => {
          setAddedIds(null);
        }}
      />
    ),
  };
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

/** As a click with the right button in its middle: a browser would open the menu in the middle of the whole grid. */
function openMenuAt(element: HTMLElement | null): void {
  if (element === null) return;
  const { left, top, width, height } = element.getBoundingClientRect();
  const at = { clientX: left + width / 2, clientY: top + height / 2 };
  element.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true, button: 2, ...at }));
}
