import { Layers } from "lucide-react";
import type { ReactNode } from "react";
import type { PhotoList } from "../../../app/api/photos.ts";
import { useStacks } from "../../api/stacks.ts";
import { texts } from "../../texts/texts.ts";
import { Button } from "../button.tsx";
import { SelectionBar } from "../selection-bar.tsx";
import type { GridChoice } from "./use-grid-selection.ts";
import type { StackMembers } from "./use-stack-members.ts";

/** What can be done with the chosen photos, in the order of the list; `done` ends the selection. */
export type PhotoActions = (photoIds: readonly number[], done: () => void) => ReactNode;

interface PhotoSelectionBarProps {
  readonly layout: Pick<PhotoList, "ids" | "total">;
  readonly choice: GridChoice;
  readonly members: StackMembers;
  readonly canStack: boolean;
  readonly actions: PhotoActions | undefined;
}

/** How many photos are chosen, and what can be done with them. */
export function PhotoSelectionBar({ layout, choice, members, canStack, actions }: PhotoSelectionBarProps) {
  const { stack } = useStacks();
  const { ids } = choice.selection;
  return (
    <SelectionBar
      label={texts.photoGrid.selectionActions}
      selected={texts.photoGrid.selected(members.expand([...ids]).length)}
      clearLabel={texts.photoGrid.clearSelection}
      onClear={choice.clear}
    >
      {ids.size < layout.ids.length && (
        <Button look="quiet" size="small" onClick={choice.selectAll}>
          {texts.photoGrid.selectAll(layout.total)}
        </Button>
      )}
      {canStack && ids.size > 1 && (
        <Button
          size="small"
          disabled={stack.isPending}
          onClick={() => {
            stack.mutate(choice.selectedInOrder(), { onSuccess: choice.clear });
          }}
        >
          <Layers size={16} aria-hidden />
          {texts.photoGrid.stack}
        </Button>
      )}
      {actions?.(members.expand(choice.selectedInOrder()), choice.clear)}
    </SelectionBar>
  );
}
