import { useEffect, useEffectEvent, useState } from "react";
import { texts } from "../../texts/texts.ts";
import type { RecentFace } from "./recent-faces.ts";

/** Faces come and go faster than anybody could listen. */
const everyMs = 3_000;

/** Tells screen readers who is in the picture, when that changed, and not more often than can be listened to. */
export function Spoken({ faces, isOn }: { readonly faces: readonly RecentFace[]; readonly isOn: boolean }) {
  const [spoken, setSpoken] = useState("");
  const speak = useEffectEvent(() => {
    setSpoken(isOn ? wordsOf(faces) : "");
  });
  useEffect(() => {
    const clock = setInterval(() => {
      speak();
    }, everyMs);
    return () => {
      clearInterval(clock);
    };
  }, []);
  return (
    <p role="status" className="visually-hidden">
      {spoken}
    </p>
  );
}

function wordsOf(faces: readonly RecentFace[]): string {
  const identities = faces.map(({ face }) => face.identity);
  const names = identities.flatMap((identity) => {
    if (identity.kind === "known") return [identity.name];
    return identity.kind === "likely" ? [texts.live.likely(identity.name)] : [];
  });
  const unknown = identities.filter(({ kind }) => kind === "unknown").length;
  return names.length + unknown === 0 ? texts.live.announceNobody : texts.live.announce(names, unknown);
}
