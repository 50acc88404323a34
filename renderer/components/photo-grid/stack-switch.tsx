import { Layers } from "lucide-react";
import type { PhotoLayout } from "../../../app/search/photo-layout.ts";
import { useStackView } from "../../api/stack-view.ts";
import { texts } from "../../texts/texts.ts";
import { Button } from "../button.tsx";

/** Shows the photos of stacks one by one, or each stack as one; nothing where there are no stacks. */
export function StackSwitch({ layout }: { readonly layout: Pick<PhotoLayout, "hasStacks"> }) {
  const [view, setView] = useStackView();
  if (!layout.hasStacks) return null;
  const isClosed = view === "closed";
  return (
    <Button
      size="small"
      look={isClosed ? "plain" : "quiet"}
      aria-pressed={isClosed}
      title={isClosed ? texts.photoGrid.openStacks : texts.photoGrid.closeStacks}
      onClick={() => {
        setView(isClosed ? "open" : "closed");
      }}
    >
      <Layers size={16} aria-hidden />
      {texts.photoGrid.stacks}
    </Button>
  );
}
