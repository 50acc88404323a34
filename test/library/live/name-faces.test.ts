import { describe, expect, it } from "vitest";
import type { Database } from "../../../app/db/open.ts";
import { createPerson, findPerson, updatePerson } from "../../../app/db/people.ts";
import { insertLook } from "../../../app/db/person-looks.ts";
import type { FollowedFace } from "../../../app/faces/follow-faces.ts";
import { createLiveNames, localMsOf, localTimeOf } from "../../../app/library/live/name-faces.ts";
import { saveStrictness } from "../../../app/people/strictness.ts";
import { temporaryCatalogue } from "../../support/catalogue.ts";

const model = "mobilefacenet";
const now = Date.parse("2026-11-26T12:00:00Z");
const yearMs = 365.25 * 24 * 60 * 60 * 1_000;

/** Vectors along different axes have nothing in common. */
function along(axis: number, similarity = 1): Float32Array {
  const vector = new Float32Array(512);
  vector[axis] = similarity;
  vector[axis + 256] = Math.sqrt(1 - similarity * similarity);
  return vector;
}

function know(db: Database, name: string, axis: number, atMs = now): number {
  const personId = createPerson(db, name);
  const times = { firstTakenAtMs: localMsOf(atMs), lastTakenAtMs: localMsOf(atMs) };
  insertLook(db, { personId, model, vector: along(axis), faces: 5, weight: 4, ...times });
  return personId;
}

function face(track: number, template: Float32Array | null, more: Partial<FollowedFace> = {}): FollowedFace {
  const box = { x: 0, y: 0, width: 100, height: 100 };
  return { track, box, score: 0.9, quality: 1, looks: 1, template, ...more };
}

describe("a face before the camera", () => {
  it("is somebody by the limits of the library, or nobody", () => {
    const db = temporaryCatalogue();
    const personId = know(db, "Anna", 0);
    know(db, "Ben", 1);
    const names = createLiveNames(db, model);

    const identities = names.identify(
      [face(1, along(0, 0.9)), face(2, along(2)), face(3, null, { quality: null })],
      now,
    );

    expect(identities.get(1)).toMatchObject({ kind: "known", personId, name: "Anna" });
    expect(identities.get(2)).toEqual({ kind: "unknown" });
    expect(identities.get(3)).toEqual({ kind: "looking" });
    expect(names.identify([face(4, null, { quality: 0.1, looks: 0 })], now).get(4)).toEqual({
      kind: "unclear",
    });
  });

  it("is weighed anew when it was looked at again, and when something changed in the library", () => {
    const db = temporaryCatalogue();
    know(db, "Anna", 0);
    const names = createLiveNames(db, model);
    const kindOf = (looks: number, template: Float32Array) =>
      names.identify([face(1, template, { looks })], now).get(1)?.kind;
    expect(kindOf(1, along(1))).toBe("unknown");
    expect(kindOf(2, along(0))).toBe("known");
    expect(kindOf(3, along(5))).toBe("unknown");

    know(db, "Eve", 5);
    expect(kindOf(3, along(5))).toBe("unknown");
    names.forget();

    expect(names.identify([face(1, along(5), { looks: 3 })], now).get(1)).toMatchObject({ name: "Eve" });
  });

  it("is asked about where it is not sure, and where a look is too long ago", () => {
    const db = temporaryCatalogue();
    know(db, "Anna", 0);
    know(db, "Ben", 1, now - 12 * yearMs);
    const names = createLiveNames(db, model);
    const similarities = Array.from({ length: 100 }, (_, at) => at / 100);

    const kinds = similarities.map(
      (similarity, at) => names.identify([face(at, along(0, similarity))], now).get(at)?.kind,
    );

    // From a stranger over a question to a name, in this order.
    expect(kinds.filter((kind, at) => at === 0 || kind !== kinds[at - 1])).toEqual([
      "unknown",
      "likely",
      "known",
    ]);
    expect(names.identify([face(200, along(1))], now).get(200)).toMatchObject({
      kind: "likely",
      name: "Ben",
    });
    saveStrictness(db, "very-generous");
    names.forget();
    const generous = similarities.map(
      (similarity, at) => names.identify([face(at, along(0, similarity))], now).get(at)?.kind,
    );
    expect(generous.indexOf("known")).toBeLessThan(kinds.indexOf("known"));
  });

  it("is not somebody who is there already", () => {
    const db = temporaryCatalogue();
    know(db, "Anna", 0);
    const identities = createLiveNames(db, model).identify([face(1, along(0, 0.8)), face(2, along(0))], now);

    expect(identities.get(2)?.kind).toBe("known");
    expect(identities.get(1)?.kind).toBe("likely");
  });

  it("of somebody hidden has no name", () => {
    const db = temporaryCatalogue();
    const personId = know(db, "Anna", 0);
    const anna = findPerson(db, personId);
    if (anna !== undefined) updatePerson(db, { ...anna, isHidden: true });

    const identities = createLiveNames(db, model).identify([face(1, along(0))], now);

    expect(identities.get(1)).toEqual({ kind: "hidden" });
  });
});

it("tells the time as photos do", () => {
  expect(localTimeOf(now)).toMatch(/^2026-11-2\dT\d\d:00:00$/);
  expect(new Date(localTimeOf(now)).getTime()).toBe(now);
});
