import { useState } from "react";
import { usePhotoLayout } from "../../api/photos.ts";
import { searchProblemOf } from "../../api/search.ts";
import { Dialog } from "../../components/dialog.tsx";
import { PhotoGrid } from "../../components/photo-grid/photo-grid.tsx";
import { QueryBox } from "../../components/query-box/query-box.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./compare-screen.module.css";

interface PhotoPickerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onChoose: (photoId: number) => void;
}

/** Chooses a photo of the library; a search narrows it down. */
export function PhotoPicker({ isOpen, onClose, onChoose }: PhotoPickerProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={texts.compare.pickerTitle} size="wide">
      {isOpen && <Photos onChoose={onChoose} />}
    </Dialog>
  );
}

function Photos({ onChoose }: Pick<PhotoPickerProps, "onChoose">) {
  const [query, setQuery] = useState("");
  const layout = usePhotoLayout({ query });
  return (
    <>
      <QueryBox
        label={texts.search.label}
        query={query}
        onSearch={setQuery}
        problem={searchProblemOf(layout.error)}
        autoFocus
      />
      <div className={styles["picker"]}>
        {layout.data !== undefined && layout.data.total > 0 && (
          <PhotoGrid
            layout={layout.data}
            source={{ query }}
            onOpen={onChoose}
            menuOf={null}
            rowHeight={120}
          />
        )}
        {layout.data?.total === 0 && <p className={styles["hint"]}>{texts.compare.pickerEmpty}</p>}
      </div>
    </>
  );
}
