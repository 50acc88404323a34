import { useState, type MouseEvent, type ReactNode, type RefObject } from "react";
import { useLocation } from "wouter";
import { useReveal, type PhotoCaption } from "../../api/photos.ts";
import { useStacks } from "../../api/stacks.ts";
import { useShortcuts } from "../../shell/shortcuts.ts";
import { texts } from "../../texts/texts.ts";
import { AddToAlbumDialog } from "../add-to-album/add-to-album-dialog.tsx";
import type { MenuItem } from "../context-menu.tsx";
import { openMenuAt } from "../open-menu-at.ts";
import { photoMenuItems, type MenuDeeds } from "./photo-menu-items.ts";
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

/** The menu of a photo, or of all chosen ones when it is one of them; at the pointer or, by keys, at its tile. */
export function usePhotoMenu(options: PhotoMenuOptions): {
  readonly items: readonly MenuItem[];
  readonly onContextMenu: (event: MouseEvent) => void;
  readonly dialogs: ReactNode;
} {
  const [photoId, setPhotoId] = useState<number | null>(null);
  const [addedIds, setAddedIds] = useState<readonly number[] | null>(null);
  const deeds = useMenuDeeds(options, setAddedIds);
  const openAtActive = useMenuKeys(options);
  return {
    items: photoId === null ? [] : itemsFor(photoId, options, deeds),
    onContextMenu: (event) => {
      const tile = event.target instanceof Element ? event.target.closest("[data-photo-id]") : null;
      if (tile instanceof HTMLElement) {
        const id = Number(tile.dataset["photoId"]);
        options.choice.setActive(id);
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

/** Lets keys open the menu at the photo that the keyboard is at; returns what does. */
function useMenuKeys({ scroller, activeId, idOfTile, itemsOf }: PhotoMenuOptions): () => void {
  const openAtActive = () => {
    if (activeId !== null) openMenuAt(document.getElementById(idOfTile(activeId)));
  };
  const isFor = (event: KeyboardEvent) =>
    activeId !== null && (event.target === document.body || event.target === scroller.current);
  const keys = itemsOf === null ? [] : ["ContextMenu", "Shift+F10"];
  useShortcuts(
    texts.photoGrid.photos,
    keys.map((key) => ({ keys: key, label: texts.photoGrid.keyMenu, isFor, run: openAtActive })),
  );
  return openAtActive;
}

/** What the lines of the menu do. */
function useMenuDeeds({ choice, onOpen }: PhotoMenuOptions, addToAlbum: MenuDeeds["addToAlbum"]): MenuDeeds {
  const [, navigate] = useLocation();
  const reveal = useReveal();
  const { stack, unstack } = useStacks();
  return {
    ...{ addToAlbum, open: onOpen, toggle: choice.toggle, go: navigate },
    stack: (ids) => {
      stack.mutate(ids, { onSuccess: choice.clear });
    },
    unstack: unstack.mutate,
    // A browser may not open the file manager.
    reveal: window.desktop === undefined ? null : reveal.mutate,
  };
}

function itemsFor(
  id: number,
  { choice, captions, members, itemsOf }: PhotoMenuOptions,
  deeds: MenuDeeds,
): readonly MenuItem[] {
  const isChosen = choice.selection.ids.has(id);
  const tileIds = isChosen ? choice.selectedInOrder() : [id];
  const photoIds = members.expand(tileIds);
  const more = itemsOf?.(photoIds, choice.clear) ?? [];
  return photoMenuItems({ id, isChosen, tileIds, photoIds, caption: captions.get(id) }, more, deeds);
}
