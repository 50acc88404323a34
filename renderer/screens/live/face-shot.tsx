import { useEffect, useRef } from "react";
import styles from "./live-screen.module.css";

interface FaceShotProps {
  readonly picture: HTMLCanvasElement;
  /** CSS pixels. */
  readonly side: number;
  readonly isMirrored: boolean;
  /** For screen readers; empty where the words beside it say so. */
  readonly label: string;
}

/** A face as the camera saw it. The canvas may be shown in several places, so each has its own. */
export function FaceShot({ picture, side, isMirrored, label }: FaceShotProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext("2d")?.drawImage(picture, 0, 0);
  }, [picture]);
  return (
    <canvas
      ref={canvas}
      className={styles["shot"]}
      width={picture.width}
      height={picture.height}
      style={{ width: side, height: side }}
      data-mirrored={isMirrored || undefined}
      {...(label === "" ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
    />
  );
}
