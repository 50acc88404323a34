import { useState, type MouseEvent, type ReactNode, type RefObject } from "react";
import { useLocation } from "wouter";
import { useReveal, type PhotoCaption } from "../../api/photos.ts";
import { useStacks } from "../../api/stacks.ts";
import { useShortcuts } from "../../shell/shortcuts.ts";
import { texts } from "../../texts/texts.ts";
import { AddToAlbumDialog } from "../add-to-album/add-to-album-dialog.tsx";
import type { MenuItem } from "../context-menu.tsx";
import { openMenuAt } from "../open-menu-at.ts";
import { photoMenuItems } from "./photo-menu-items.ts";
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

  const itemsFor = (id: number): readonly MenuItem[] => {
    const isChosen = selection.ids.has(id);
    const tileIds = isChosen ? choice.selectedInOrder() : [id];
    const photoIds = members.expand(tileIds);
    return photoMenuItems(
      { id, isChosen, tileIds, photoIds, caption: captions.get(id) },
      itemsOf?.(photoIds, choice.clear) ?? [],
      {
        open: onOpen,
        toggle: choice.toggle,
        addToAlbum: setAddedIds,
        stack: (ids) => {
          stack.mutate(ids, { onSuccess: choice.clear });
        },
        unstack: unstack.mutate,
        go: navigate,
        // A browser may not open the file manager.
        reveal: window.desktop === undefined ? null : reveal.mutate,
      },
    );
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
