import { expect, it } from "vitest";
import { peopleInVideo, type Sighting } from "../../app/faces/people-in-video.ts";

/** A face that looks in this direction (degrees) on a plane: two faces are as similar as the cosine of what is between. */
function seen(frameMs: number, degrees: number, quality: number): Sighting {
  const angle = (degrees * Math.PI) / 180;
  return {
    frameMs,
    face: {
      box: { x: 0, y: 0, width: 1, height: 1 },
      embedding: Float32Array.of(Math.cos(angle), Math.sin(angle)),
      quality: { overall: quality },
    },
  };
}

/** Of each person, the moments in the order best first. */
function moments(sightings: readonly Sighting[], similarity = 0.5): number[][] {
  return peopleInVideo(sightings, similarity).map((person) => person.map(({ frameMs }) => frameMs));
}

it("somebody in many frames is one person, the clearest face first", () => {
  expect(moments([seen(0, 0, 0.3), seen(2_000, 10, 0.9), seen(4_000, -10, 0.5)])).toEqual([
    [2_000, 4_000, 0],
  ]);
});

it("two faces in one frame are two people, however alike", () => {
  const twins = [seen(0, 0, 0.9), seen(0, 2, 0.8), seen(2_000, 1, 0.7)];
  expect(
    moments(twins)
      .map((person) => person.length)
      .sort(),
  ).toEqual([1, 2]);
});

it("people who do not look alike stay apart", () => {
  expect(moments([seen(0, 0, 0.9), seen(2_000, 90, 0.9)])).toEqual([[0], [2_000]]);
});

it("what a poor face between two better ones connects is joined at the end", () => {
  // 70 degrees apart (0.34) are not one person; with the face between them, the means are 54 apart (0.59).
  const apart = [seen(0, 0, 0.9), seen(2_000, 70, 0.9)];
  expect(moments(apart)).toHaveLength(2);
  expect(moments([...apart, seen(4_000, 36, 0.8)])).toHaveLength(1);
});

it("does not depend on the order of frames with other qualities, and nobody is nobody", () => {
  const faces = [seen(0, 0, 0.3), seen(2_000, 80, 0.8), seen(4_000, 5, 0.9), seen(6_000, 85, 0.7)];
  expect(moments([...faces].reverse())).toEqual(moments(faces));
  expect(moments([])).toEqual([]);
});
