import { useMemo } from "react";
import type { PhotoLayout } from "../../../app/search/photo-layout.ts";

/** The photos that tiles of a layout stand for. */
export interface StackMembers {
  /** How many photos a tile stands for; 1 = itself. */
  readonly countOf: (photoId: number) => number;
  /** All photos that these tiles stand for, in the order of the list. */
  readonly expand: (photoIds: readonly number[]) => readonly number[];
}

/** What is in the stacks of a layout: what is done with a tile is done with all that it stands for. */
export function useStackMembers({ stacks }: Pick<PhotoLayout, "stacks">): StackMembers {
  return useMemo(() => {
    const members = new Map(stacks.map(({ photoId, photoIds }) => [photoId, photoIds]));
    return {
      countOf: (photoId) => members.get(photoId)?.length ?? 1,
      expand: (photoIds) =>
        members.size === 0 ? photoIds : photoIds.flatMap((id) => members.get(id) ?? [id]),
    };
  }, [stacks]);
}
