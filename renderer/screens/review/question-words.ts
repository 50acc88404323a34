import type { ShownPart, ShownQuestion } from "../../../app/review/show-question.ts";
import { texts } from "../../texts/texts.ts";

/** What a question asks, in words. */
export function headingOf({ kind, person, parts, faces }: ShownQuestion): string {
  const words = texts.review;
  const [one, other] = parts;
  switch (kind) {
    case "name":
      return words.whoIsThis;
    case "assignment":
      return faces === 1 ? words.isThis(person?.name ?? "") : words.areThese(faces, person?.name ?? "");
    case "matches":
      return words.areTheseRight;
    case "merge":
      return one?.person != null && other?.person != null
        ? words.samePerson(one.person.name, other.person.name)
        : words.onePerson;
    case "split":
      return one?.person == null ? words.twoPeople : words.twoPeopleOf(one.person.name);
  }
}

/** Above a part of a merge or split; null = the part says nothing of its own. */
export function titleOfPart(kind: ShownQuestion["kind"], part: ShownPart, place: number): string | null {
  const words = texts.review;
  if (kind === "merge") return words.sideOf(part.person?.name ?? null, part.faces.length);
  if (kind !== "split") return null;
  return place === 0 ? words.stays(part.faces.length) : words.leaves(part.faces.length);
}
