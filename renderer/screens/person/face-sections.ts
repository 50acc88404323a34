import type { FaceOnPage } from "../../../app/db/faces-of-person.ts";
import type { GridFace } from "../../components/face-grid/face-grid.tsx";
import type { GridSection } from "../../components/virtual-grid/grid-rows.ts";
import { texts } from "../../texts/texts.ts";

/** Faces as they come (newest first), one part a year. */
export function facesByYear(faces: readonly FaceOnPage[]): GridSection<GridFace>[] {
  const years = Map.groupBy(faces, ({ takenAt }) => takenAt?.slice(0, 4) ?? "");
  return [...years].map(([year, ofYear]) => ({
    key: year === "" ? "undated" : year,
    title: `${year === "" ? texts.person.undated : year} · ${texts.units.faces(ofYear.length)}`,
    items: ofYear.map(gridFace),
  }));
}

/** A face with how sure Familiar is of it. */
export function gridFace({ id, photoId, probability }: FaceOnPage): GridFace {
  return { id, photoId, note: probability === null ? null : texts.person.probability(probability) };
}
