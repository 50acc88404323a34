import { describe, expect, test } from "vitest";
import { chooseFace } from "../../app/evaluate/choose-face.ts";

const picture = { width: 100, height: 100 };
const square = (name: string, centreX: number, centreY: number, side: number) => ({
  name,
  box: { x: centreX - side / 2, y: centreY - side / 2, width: side, height: side },
});

describe("chooseFace", () => {
  test("is undefined without a face", () => {
    const none: ReturnType<typeof square>[] = [];
    expect(chooseFace(none, picture)).toBeUndefined();
  });

  test("prefers the larger of two faces at the same distance", () => {
    const chosen = chooseFace([square("small", 30, 50, 10), square("large", 70, 50, 12)], picture);
    expect(chosen?.name).toBe("large");
  });

  test("asks twice the area of a face half way to the corner", () => {
    // (75, 75) is half the way from (50, 50) to the corner: weight 1/2. In the centre 20 x 20 = 400.
    const centre = square("centre", 50, 50, 20);
    // 28 x 28 / 2 = 392 < 400 < 29 x 29 / 2 = 420.5
    expect(chooseFace([centre, square("aside", 75, 75, 28)], picture)?.name).toBe("centre");
    expect(chooseFace([centre, square("aside", 75, 75, 29)], picture)?.name).toBe("aside");
  });

  test("counts only the part of a box inside the picture", () => {
    // Of the 60 x 60 box around (0, 50) the part x 0..30 is visible: 1800, centre (15, 50), 35 of 70.71 away:
    // 1800 x 0.505 = 909. The face in the centre, 31 x 31 = 961, wins; at 30 x 30 = 900 it loses.
    const cut = square("cut", 0, 50, 60);
    expect(chooseFace([cut, square("centre", 50, 50, 31)], picture)?.name).toBe("centre");
    expect(chooseFace([cut, square("centre", 50, 50, 30)], picture)?.name).toBe("cut");
  });

  test("takes the first of equals, and the only face wherever it is", () => {
    expect(chooseFace([square("left", 30, 50, 10), square("right", 70, 50, 10)], picture)?.name).toBe("left");
    expect(chooseFace([square("outside", 130, 50, 10)], picture)?.name).toBe("outside");
  });
});
