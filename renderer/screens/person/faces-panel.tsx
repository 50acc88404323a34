import type { LucideIcon } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import { useLocation } from "wouter";
import type { PhotoSource } from "../../api/photos.ts";
import { Button } from "../../components/button.tsx";
import type { MenuItem } from "../../components/context-menu.tsx";
import { FaceGrid, type GridFace } from "../../components/face-grid/face-grid.tsx";
import { photoAddress } from "../../components/photo-grid/photo-source.ts";
import { SelectionBar } from "../../components/selection-bar.tsx";
import type { GridSection } from "../../components/virtual-grid/grid-rows.ts";
import type { SelectionOf } from "../../components/virtual-grid/use-selection.ts";
import { useShortcuts } from "../../shell/shortcuts.ts";
import { texts } from "../../texts/texts.ts";
import styles from "./person.module.css";

/** Something to do with chosen faces: a button, a line of the menu, and a key. */
export interface FaceTool {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly keys: string;
  readonly isMain?: boolean;
  readonly isDanger?: boolean;
  /** Only with one face. */
  readonly isForOne?: boolean;
  readonly run: (faceIds: readonly number[]) => void;
}

interface FacesPanelProps {
  readonly label: string;
  readonly sections: readonly GridSection<GridFace>[];
  readonly selection: SelectionOf<number>;
  readonly tools: readonly FaceTool[];
  /** Next and previous of a photo that is opened. */
  readonly source: PhotoSource;
  readonly size?: number;
  readonly header?: ReactNode;
}

/** Faces to be chosen, with a bar of what can be done with the chosen ones. */
export function FacesPanel(props: FacesPanelProps) {
  const { label, sections, selection, tools, source, size = 112, header } = props;
  const [, navigate] = useLocation();
  const openPhoto = ({ photoId }: GridFace) => {
    navigate(photoAddress(photoId, source), { state: { fromList: true } });
  };
  const meant = (id: number): readonly number[] => (selection.has(id) ? selection.ids : [id]);
  const runTool = ({ run, isForOne }: FaceTool, faceIds: readonly number[]) => {
    if (faceIds.length > 0 && (isForOne !== true || faceIds.length === 1)) run(faceIds);
  };
  useShortcuts(label, [
    ...tools.map((tool) => ({
      keys: tool.keys,
      label: tool.label,
      run: () => {
        runTool(tool, selection.ids);
      },
    })),
  ]);
  const onKey = (event: KeyboardEvent, { id }: GridFace): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const tool = tools.find(({ keys }) => keys.toLowerCase() === event.key.toLowerCase());
    if (tool !== undefined) runTool(tool, meant(id));
    return tool !== undefined;
  };
  const menuOf = (face: GridFace): MenuItem[] => {
    const faceIds = meant(face.id);
    return [
      {
        label: texts.person.openPhoto,
        keys: "Enter",
        run: () => {
          openPhoto(face);
        },
      },
      null,
      ...tools
        .filter(({ isForOne }) => isForOne !== true || faceIds.length === 1)
        .map(({ label: word, icon, keys, isDanger = false, run }) => ({
          ...{ label: word, icon, keys, isDanger },
          run: () => {
            run(faceIds);
          },
        })),
    ];
  };
  return (
    <div className={styles["panel"]}>
      {selection.ids.length > 0 && (
        <SelectionBar
          label={texts.people.selectionBar}
          selected={texts.people.selected(selection.ids.length)}
          clearLabel={texts.people.clearSelection}
          onClear={selection.clear}
        >
          {tools
            .filter(({ isForOne }) => isForOne !== true || selection.ids.length === 1)
            .map(({ label: word, icon: Icon, isMain = false, isDanger = false, run }) => (
              <Button
                key={word}
                look={isMain ? "main" : isDanger ? "danger" : "plain"}
                size="small"
                onClick={() => {
                  run(selection.ids);
                }}
              >
                <Icon size={16} aria-hidden />
                {word}
              </Button>
            ))}
        </SelectionBar>
      )}
      <FaceGrid
        label={label}
        sections={sections}
        selection={selection}
        onOpen={openPhoto}
        onKey={onKey}
        menuOf={menuOf}
        size={size}
        header={header}
      />
    </div>
  );
}
