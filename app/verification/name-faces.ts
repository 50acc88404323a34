import type { Comparable } from "./comparable-face.ts";
import type { Judge } from "./judge.ts";
import { averageTemplate, compareWithPerson, type TemplateKind, type TemplateVerdict } from "./template.ts";

/** Who a face of a photo is, or whom it is most like. */
export interface NamedFace {
  /** null = nobody known is within the threshold, or the one who is was found in this photo already, more alike. */
  readonly name: string | null;
  /** Whom it is most like, named or not. */
  readonly nearest: string;
  /** On the person it is named after, else on the nearest. */
  readonly verdict: TemplateVerdict;
}

interface Candidate {
  readonly face: number;
  readonly person: number;
  readonly verdict: TemplateVerdict;
}

/**
 * Names the faces of one photo after known people, the most alike first. Nobody is twice in a photo. Throws RangeError
 * when nobody is known.
 */
export function nameFaces(
  judge: Judge,
  faces: readonly Comparable[],
  people: readonly { readonly name: string; readonly faces: readonly Comparable[] }[],
  kind: TemplateKind,
): NamedFace[] {
  const known = people.map((person) => (kind === "average" ? [averageTemplate(person.faces)] : person.faces));
  const candidates = faces.flatMap((face, at) =>
    known.map((references, person): Candidate => ({
      ...{ face: at, person },
      verdict: compareWithPerson(judge, face, references, kind),
    })),
  );
  candidates.sort(
    (a, b) => a.verdict.distance - b.verdict.distance || a.face - b.face || a.person - b.person,
  );
  const named = new Map<number, Candidate>();
  const taken = new Set<number>();
  for (const candidate of candidates) {
    if (!candidate.verdict.verified) continue;
    if (named.has(candidate.face) || taken.has(candidate.person)) continue;
    named.set(candidate.face, candidate);
    taken.add(candidate.person);
  }
  return faces.map((_, at) => {
    const nearest = candidates.find(({ face }) => face === at);
    if (nearest === undefined) throw new RangeError("Nobody is known.");
    const own = named.get(at);
    const nameOf = ({ person }: Candidate) => people[person]?.name ?? "";
    return {
      name: own === undefined ? null : nameOf(own),
      nearest: nameOf(nearest),
      verdict: (own ?? nearest).verdict,
    };
  });
}
