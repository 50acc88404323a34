import { escapeXml } from "./svg.ts";
import type { RocCurve } from "./verification.ts";

/** A curve, and what its legend says. */
export interface PlottedCurve {
  readonly name: string;
  readonly curve: RocCurve;
  /** 0..1. */
  readonly auc: number;
  /** 0..1. */
  readonly equalErrorRate: number;
}

const width = 760;
const area = { left: 70, top: 40, right: 730, bottom: 430 };

const legendTop = area.bottom + 72;
const legendStep = 20;

/** Told apart also by those who confuse red and green (Okabe and Ito, 2008). */
const colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"];

/** Smallest false accept rate on the axis: below it there are seldom pairs enough. */
const leastRate = 1e-5;

/** More points than pixels are thinned. */
const mostPoints = 1500;

/**
 * The receiver operating characteristic as a picture in SVG: true accepts by false accepts, these on a logarithmic axis
 * from 0.001 % to 100 %, with the point of equal errors marked on each curve, and its area in the legend.
 */
export function rocPlot(title: string, curves: readonly PlottedCurve[]): string {
  const height = legendTop + curves.length * legendStep;
  const lines = curves.map((curve, at) => drawCurve(curve, colourOf(at), at));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="13">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    `<text x="${area.left}" y="24" font-size="16">${escapeXml(title)}</text>`,
    ...axes(),
    `<path d="${pathOf(chanceLine())}" fill="none" stroke="#999" stroke-dasharray="4 4"/>`,
    ...lines.flat(),
    "</svg>",
    "",
  ].join("\n");
}

function colourOf(at: number): string {
  return colours[at % colours.length] ?? "#000000";
}

function xOf(falseAcceptRate: number): number {
  const decades = Math.log10(Math.max(leastRate, falseAcceptRate)) - Math.log10(leastRate);
  return area.left + (decades / -Math.log10(leastRate)) * (area.right - area.left);
}

function yOf(trueAcceptRate: number): number {
  return area.bottom - trueAcceptRate * (area.bottom - area.top);
}

type PlotPoint = readonly [x: number, y: number];

function pathOf(points: readonly PlotPoint[]): string {
  return points.map(([x, y], at) => `${at === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}

/** What guessing gives. */
function chanceLine(): PlotPoint[] {
  const rates = Array.from(
    { length: 101 },
    (_, at) => 10 ** ((at / 100) * -Math.log10(leastRate)) * leastRate,
  );
  return rates.map((rate) => [xOf(rate), yOf(rate)]);
}

function axes(): string[] {
  const lines: string[] = [];
  for (let exponent = Math.log10(leastRate); exponent <= 0; exponent++) {
    const x = xOf(10 ** exponent).toFixed(1);
    lines.push(
      `<line x1="${x}" y1="${area.top}" x2="${x}" y2="${area.bottom}" stroke="#ddd"/>`,
      `<text x="${x}" y="${area.bottom + 20}" text-anchor="middle">${escapeXml(rateText(10 ** exponent))}</text>`,
    );
  }
  for (let tenth = 0; tenth <= 10; tenth += 2) {
    const y = yOf(tenth / 10).toFixed(1);
    lines.push(
      `<line x1="${area.left}" y1="${y}" x2="${area.right}" y2="${y}" stroke="#ddd"/>`,
      `<text x="${area.left - 8}" y="${Number(y) + 4}" text-anchor="end">${tenth * 10} %</text>`,
    );
  }
  const middle = (area.left + area.right) / 2;
  return [
    ...lines,
    `<rect x="${area.left}" y="${area.top}" width="${area.right - area.left}" height="${area.bottom - area.top}" fill="none" stroke="#333"/>`,
    `<text x="${middle}" y="${area.bottom + 44}" text-anchor="middle">False accept rate (logarithmic)</text>`,
    `<text transform="translate(18 ${(area.top + area.bottom) / 2}) rotate(-90)" text-anchor="middle">True accept rate</text>`,
  ];
}

function rateText(rate: number): string {
  return `${Number((rate * 100).toPrecision(3))} %`;
}

function drawCurve({ name, curve, auc, equalErrorRate }: PlottedCurve, colour: string, at: number): string[] {
  const legendY = legendTop + at * legendStep;
  const equal: PlotPoint = [xOf(equalErrorRate), yOf(1 - equalErrorRate)];
  const legend = `${name}: AUC ${auc.toFixed(5)}, equal error rate ${(equalErrorRate * 100).toFixed(2)} %`;
  return [
    `<path class="roc" d="${pathOf(thinned(pointsOf(curve)))}" fill="none" stroke="${colour}" stroke-width="2"/>`,
    `<circle class="equal-error" cx="${equal[0].toFixed(1)}" cy="${equal[1].toFixed(1)}" r="5" fill="#fff" stroke="${colour}" stroke-width="2"/>`,
    `<line x1="${area.left}" y1="${legendY - 4}" x2="${area.left + 24}" y2="${legendY - 4}" stroke="${colour}" stroke-width="2"/>`,
    `<text x="${area.left + 32}" y="${legendY}">${escapeXml(legend)}</text>`,
  ];
}

function pointsOf({ falseAcceptRates, trueAcceptRates }: RocCurve): PlotPoint[] {
  return Array.from(falseAcceptRates, (rate, at) => [xOf(rate), yOf(trueAcceptRates[at] ?? 0)]);
}

/** Points that lie on the same pixel as the one before add nothing; the last one is kept. */
function thinned(points: readonly PlotPoint[]): PlotPoint[] {
  if (points.length <= mostPoints) return [...points];
  return points.filter(([x, y], at) => {
    const [beforeX, beforeY] = points[at - 1] ?? [-1, -1];
    return (
      at === points.length - 1 ||
      Math.round(x) !== Math.round(beforeX) ||
      Math.round(y) !== Math.round(beforeY)
    );
  });
}
