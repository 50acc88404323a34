import { describe, expect, it } from "vitest";
import { scorePairs } from "../../app/evaluate/pair-scores.ts";
import { rocPlot } from "../../app/evaluate/roc-plot.ts";
import { areaUnderCurve, equalErrorRate, rocCurve } from "../../app/evaluate/verification.ts";

function curveOf(name: string, same: readonly number[], different: readonly number[]) {
  const scores = scorePairs(Float64Array.from(same), Float64Array.from(different));
  return {
    ...{ name, curve: rocCurve(scores), auc: areaUnderCurve(scores) },
    equalErrorRate: equalErrorRate(scores).rate,
  };
}

/** The points of the curves, as they are drawn. */
function pathsIn(svg: string): number[][][] {
  return [...svg.matchAll(/<path class="roc" d="([^"]*)"/g)].map(([, d = ""]) =>
    d
      .split(/[ML]/)
      .filter((point) => point !== "")
      .map((point) => point.split(" ").map(Number)),
  );
}

describe("the plot of a ROC curve", () => {
  // 1 of 4 same pairs is below the best of 10 different ones.
  const curve = curveOf(
    "model <a> & b",
    [0.9, 0.8, 0.7, 0.4],
    [0.5, ...Array.from({ length: 9 }, (_, at) => at / 100)],
  );
  const svg = rocPlot("Verification on photos", [curve]);

  it("goes from nothing accepted, at the lower left, to everything, at the upper right, and never back", () => {
    const [points = []] = pathsIn(svg);
    expect(points[0]).toEqual([70, 430]);
    expect(points.at(-1)).toEqual([730, 40]);
    for (const [at, [x = NaN, y = NaN]] of points.entries()) {
      const [beforeX = -Infinity, beforeY = Infinity] = points[at - 1] ?? [];
      expect(x).toBeGreaterThanOrEqual(beforeX);
      expect(y).toBeLessThanOrEqual(beforeY);
    }
    // Three of four accepted before the first false accept: 75 % of the height of 390.
    expect(points.some(([, y]) => y === 430 - 0.75 * 390)).toBe(true);
  });

  it("marks the point of equal errors on the curve and says its area", () => {
    expect(curve.equalErrorRate).toBeCloseTo(0.1, 10);
    // 10 % is the fourth of five decades, 70 + 660 x 4/5; 90 % of the height.
    expect(svg).toContain('<circle class="equal-error" cx="598.0" cy="79.0"');
    expect(svg).toContain("AUC 0.97500, equal error rate 10.00 %");
  });

  it("has labelled axes, and a legend whose names cannot break the file", () => {
    for (const label of [
      "0.001 %",
      "0.1 %",
      "100 %",
      "False accept rate (logarithmic)",
      "True accept rate",
    ]) {
      expect(svg).toContain(`>${label}</text>`);
    }
    expect(svg).toContain("model &lt;a&gt; &amp; b:");
    const two = rocPlot("t", [curve, curveOf("other", [1], [0])]);
    expect(pathsIn(two)).toHaveLength(2);
    const height = Number(/ height="(\d+)" font-family/.exec(two)?.[1]);
    for (const [, y] of two.matchAll(/<text x="\d+" y="(\d+)"/g)) expect(Number(y)).toBeLessThan(height);
    expect(
      new Set([...two.matchAll(/class="roc".*?stroke="(#\w+)"/g)].map(([, colour]) => colour)).size,
    ).toBe(2);
  });
});
