import { useState } from "react";
import { useLocation, useSearch } from "wouter";
import type { ComparedPicture } from "../../../app/library/comparison.ts";
import { sendPicture, useLibraryPicture, useVerdict, type ChosenFace } from "../../api/compare.ts";
import { WorkPage } from "../../components/work-page.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./compare-screen.module.css";
import { PictureSide } from "./picture-side.tsx";
import { VerdictPanel } from "./verdict-panel.tsx";

/** Do two photos show the same person, and who in the library is it? Photos of the library stand in the address. */
export function CompareScreen() {
  const one = useSide("a");
  const other = useSide("b");
  const verdict = useVerdict(one.chosen, other.chosen);
  return (
    <WorkPage title={texts.compare.title} intro={texts.compare.intro}>
      <div className={styles["sides"]}>
        <PictureSide title={texts.compare.first} side={one} />
        <PictureSide title={texts.compare.second} side={other} />
      </div>
      <VerdictPanel verdict={verdict} isComplete={one.chosen !== null && other.chosen !== null} />
    </WorkPage>
  );
}

/** One of the two pictures. */
export interface Side {
  readonly picture: ComparedPicture | null;
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly chosen: ChosenFace | null;
  readonly choosePhoto: (photoId: number) => void;
  readonly chooseFile: (file: File) => void;
  readonly chooseFace: (at: number) => void;
  readonly clear: () => void;
}

/** The same limit as the server's: a larger file need not be sent to be refused. */
const largestFileBytes = 50 * 1024 * 1024;

type Sent = "sending" | ComparedPicture | Error | null;

function useSide(name: "a" | "b"): Side {
  const parameters = new URLSearchParams(useSearch());
  const [, navigate] = useLocation();
  const source = parameters.get(name);
  const library = useLibraryPicture(source);
  const [sent, setSent] = useState<Sent>(null);
  const [face, setFace] = useState<ChosenFace | null>(null);
  const place = (value: string | null) => {
    // What is in the address by now: the other side may have been chosen since.
    const next = new URLSearchParams(location.search);
    if (value === null) next.delete(name);
    else next.set(name, value);
    navigate(next.size === 0 ? "/compare" : `/compare?${next.toString()}`, { replace: true });
  };
  const send = async (file: File) => {
    setSent("sending");
    place(null);
    try {
      setSent(file.size > largestFileBytes ? new Error(texts.compare.tooLarge) : await sendPicture(file));
    } catch (error) {
      setSent(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const ofFile = sent instanceof Error || sent === "sending" ? null : sent;
  const picture = ofFile ?? (source === null || sent !== null ? null : (library.data ?? null));
  const isOwn = face !== null && face.pictureId === picture?.id;
  const first = picture?.chosen == null ? null : { pictureId: picture.id, at: picture.chosen };
  return {
    picture,
    isLoading: sent === "sending" || (sent === null && library.isLoading),
    error: sent instanceof Error ? sent : sent === null && source !== null ? library.error : null,
    chosen: isOwn ? face : first,
    choosePhoto: (photoId) => {
      setSent(null);
      place(`photo-${String(photoId)}`);
    },
    chooseFile: (file) => void send(file),
    chooseFace: (at) => {
      if (picture !== null) setFace({ pictureId: picture.id, at });
    },
    clear: () => {
      setSent(null);
      place(null);
    },
  };
}
