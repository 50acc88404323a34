import { describe, expect, it } from "vitest";
import { nameFaces } from "../../app/verification/name-faces.ts";
import { faceAt, judgeOf60Degrees } from "./faces.ts";

const anna = { name: "Anna", faces: [faceAt(0)] };
const ben = { name: "Ben", faces: [faceAt(100), faceAt(140)] };

function named(degrees: readonly number[], people = [anna, ben]): (string | null)[] {
  const faces = degrees.map((angle) => faceAt(angle));
  return nameFaces(judgeOf60Degrees, faces, people, "nearest").map(({ name }) => name);
}

describe("the faces of a photo", () => {
  it("are named after whom they are most like, and nobody where nobody is near", () => {
    expect(named([10, 150, -120])).toEqual(["Anna", "Ben", null]);
  });

  it("are no person twice: the face that is more alike has the name", () => {
    expect(named([30, 20])).toEqual([null, "Anna"]);
    // The other one then is whoever else it may be.
    expect(named([50, 20])).toEqual(["Ben", "Anna"]);
  });

  it("without a name say whom they are most like, and how much", () => {
    const [face] = nameFaces(judgeOf60Degrees, [faceAt(-90)], [anna, ben], "nearest");
    expect(face).toMatchObject({
      name: null,
      nearest: "Anna",
      verdict: { verified: false, distance: expect.closeTo(0.5, 5) as number },
    });
  });

  it("can be compared with the average of a person's photos", () => {
    const [face] = nameFaces(judgeOf60Degrees, [faceAt(120)], [anna, ben], "average");
    expect(face).toMatchObject({ name: "Ben", verdict: { distance: expect.closeTo(0, 4) as number } });
  });
});
