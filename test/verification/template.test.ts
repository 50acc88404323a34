import { describe, expect, it } from "vitest";
import { averageTemplate, compareWithPerson } from "../../app/verification/template.ts";
import { degreesOf, faceAt, judgeOf60Degrees } from "./faces.ts";

describe("a template", () => {
  it("is the direction in the middle of its faces, of length 1, for every model", () => {
    const template = averageTemplate([faceAt(0, 10), faceAt(40, 70)]);
    expect(degreesOf(template)).toBeCloseTo(20, 4);
    const [, second] = template.represented;
    expect(Math.hypot(...(second?.vector ?? []))).toBeCloseTo(1, 6);
    expect(degreesOf({ ...template, represented: template.represented.slice(1) })).toBeCloseTo(40, 4);
  });

  it("of one face is that face", () => {
    const face = faceAt(30);
    expect(averageTemplate([face])).toBe(face);
    expect(() => averageTemplate([])).toThrow(RangeError);
  });
});

describe("a face and a person who is known by several", () => {
  const references = [faceAt(0), faceAt(100)];

  it("are compared by the nearest of them, which is told", () => {
    expect(compareWithPerson(judgeOf60Degrees, faceAt(130), references, "nearest")).toMatchObject({
      verified: true,
      distance: expect.closeTo(30 / 180, 5) as number,
      reference: 1,
    });
  });

  it("are compared by the average of them, where that is asked for", () => {
    expect(compareWithPerson(judgeOf60Degrees, faceAt(130), references, "average")).toMatchObject({
      verified: false,
      distance: expect.closeTo(80 / 180, 5) as number,
      reference: null,
    });
    expect(compareWithPerson(judgeOf60Degrees, faceAt(50), references, "average").verified).toBe(true);
  });
});
