import { useEffect, useRef } from "react";
import { Image, Layers, SquareMinus, Ungroup } from "lucide-react";
import type { Photo } from "../../api/photos.ts";
import { useStacks } from "../../api/stacks.ts";
import { IconButton } from "../../components/button.tsx";
import { ThumbnailPicture } from "../../components/thumbnail-picture.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./stack-strip.module.css";

interface StackStripProps {
  /** The one that is shown. */
  readonly photoId: number;
  readonly stack: NonNullable<Photo["stack"]>;
  readonly go: (photoId: number | null) => void;
}

/** The photos of a stack, to go from one to another, and what can be done with them. */
export function StackStrip({ photoId, stack, go }: StackStripProps) {
  const { unstack, takeOut, setCover } = useStacks();
  const { photos } = stack;
  const words = texts.photo;
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    current.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [photoId]);
  const isCover = photos.some(({ id, isCover: isItsCover }) => isItsCover && id === photoId);
  return (
    <div role="group" aria-label={words.stack(photos.length)} className={styles["strip"]}>
      <ol className={styles["frames"]}>
        {photos.map(({ id, isCover: isItsCover }, index) => (
          <li key={id}>
            <button
              type="button"
              ref={id === photoId ? current : undefined}
              className={styles["frame"]}
              aria-current={id === photoId ? "true" : undefined}
              aria-label={words.frame(index + 1, photos.length, isItsCover)}
              title={words.frame(index + 1, photos.length, isItsCover)}
              onClick={() => {
                go(id);
              }}
            >
              <ThumbnailPicture photoId={id} size={56} />
              {isItsCover && (
                <span className={styles["cover"]} aria-hidden>
                  <Layers size={12} strokeWidth={2.25} />
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
      <div className={styles["deeds"]}>
        <IconButton
          size="small"
          label={words.stackCover}
          look={isCover ? "plain" : "quiet"}
          aria-pressed={isCover}
          onClick={() => {
            if (!isCover) setCover.mutate(photoId);
          }}
        >
          <Image size={18} aria-hidden />
        </IconButton>
        <IconButton
          size="small"
          label={words.takeOutOfStack}
          disabled={takeOut.isPending}
          onClick={() => {
            takeOut.mutate(photoId);
          }}
        >
          <SquareMinus size={18} aria-hidden />
        </IconButton>
        <IconButton
          size="small"
          label={words.unstack(photos.length)}
          disabled={unstack.isPending}
          onClick={() => {
            unstack.mutate(photoId);
          }}
        >
          <Ungroup size={18} aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}
