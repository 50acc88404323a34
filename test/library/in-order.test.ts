import { describe, expect, it } from "vitest";
import { createInOrder } from "../../app/library/in-order.ts";

/** What went on, and the keeper. */
function keeper(mostWaiting: number) {
  const gone: string[] = [];
  return { gone, ...createInOrder<string>((thing) => gone.push(thing), mostWaiting) };
}

describe("things in their own order", () => {
  it("wait for those before them", () => {
    const { gone, ready } = keeper(10);
    ready(1, "b");
    ready(2, "c");
    expect(gone).toEqual([]);

    ready(0, "a");
    ready(3, "d");

    expect(gone).toEqual(["a", "b", "c", "d"]);
  });

  it("go on without one that takes too long, which follows when it comes", () => {
    const { gone, ready } = keeper(2);
    for (const [place, thing] of [...["a", "b", "c", "d"].entries()].slice(1)) ready(place, thing);
    expect(gone).toEqual(["b", "c", "d"]);

    ready(5, "f");
    ready(0, "a");
    ready(4, "e");

    expect(gone).toEqual(["b", "c", "d", "a", "e", "f"]);
  });

  it("go on in order at the end, whatever is missing", () => {
    const { gone, ready, release } = keeper(10);
    ready(4, "e");
    ready(1, "b");
    ready(2, "c");

    release();

    expect(gone).toEqual(["b", "c", "e"]);
    ready(0, "a");
    expect(gone).toEqual(["b", "c", "e", "a"]);
  });
});
