import { Maximize, ZoomIn, ZoomOut } from "lucide-react";
import { IconButton } from "../../components/button.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./photo-stage.module.css";
import { zoomStep } from "./photo-view.ts";

interface ZoomButtonsProps {
  /** CSS pixels for each pixel of the photo. */
  readonly zoom: number;
  readonly isFitted: boolean;
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
}

/** How large the photo is shown, with buttons for it. */
export function ZoomButtons({ zoom, isFitted, onZoom, onFit }: ZoomButtonsProps) {
  return (
    <div className={styles["zoom"]} data-card>
      <IconButton
        size="small"
        label={texts.photo.zoomOut}
        disabled={isFitted}
        focusableWhenDisabled
        onClick={() => {
          onZoom(1 / zoomStep);
        }}
      >
        <ZoomOut size={18} aria-hidden />
      </IconButton>
      <span className={styles["percent"]}>{texts.photo.zoom(zoom)}</span>
      <IconButton
        size="small"
        label={texts.photo.zoomIn}
        onClick={() => {
          onZoom(zoomStep);
        }}
      >
        <ZoomIn size={18} aria-hidden />
      </IconButton>
      <IconButton
        size="small"
        label={texts.photo.fit}
        disabled={isFitted}
        focusableWhenDisabled
        onClick={onFit}
      >
        <Maximize size={18} aria-hidden />
      </IconButton>
    </div>
  );
}
