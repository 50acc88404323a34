/** A box that a network corrects: its centre and size, as shares of the network's input. */
export interface Anchor {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Strides of RetinaFace's grids and the sides of the squares in each of their cells, in pixels. */
const retinafaceGrids = [
  { stride: 8, sides: [16, 32] },
  { stride: 16, sides: [64, 128] },
  { stride: 32, sides: [256, 512] },
] as const;

/** RetinaFace's anchors for an input of this size, in the order of its outputs. */
export function retinafaceAnchors(canvas: { readonly width: number; readonly height: number }): Anchor[] {
  const { width, height } = canvas;
  return retinafaceGrids.flatMap(({ stride, sides }) => {
    const columns = Math.ceil(width / stride);
    const rows = Math.ceil(height / stride);
    return Array.from({ length: rows * columns }, (_, cell) => ({
      x: (((cell % columns) + 0.5) * stride) / width,
      y: ((Math.floor(cell / columns) + 0.5) * stride) / height,
    })).flatMap((centre) => sides.map((side) => ({ ...centre, width: side / width, height: side / height })));
  });
}

/** Cells a side of the grids of an SSD with an input of 512 pixels. */
const ssdGrids = [32, 16, 8, 4, 2, 1] as const;
const ssdScales = { smallest: 0.2, largest: 0.95 } as const;
/** Width by height, of the boxes that are no squares. */
const ssdRatios = [2, 0.5, 3, 1 / 3] as const;

/**
 * The anchors of TensorFlow's SSD with six grids (Liu et al., "SSD", ECCV 2016; its anchor generator with the smallest scale
 * 0.2, the largest 0.95, and three boxes in the finest grid), in the order of the network's outputs.
 */
export function ssdAnchors(): Anchor[] {
  const scaleOf = (grid: number) =>
    grid === ssdGrids.length
      ? 1
      : ssdScales.smallest + ((ssdScales.largest - ssdScales.smallest) * grid) / (ssdGrids.length - 1);
  return ssdGrids.flatMap((cells, grid) => {
    const boxes =
      grid === 0
        ? [boxOf(0.1, 1), boxOf(scaleOf(0), 2), boxOf(scaleOf(0), 0.5)]
        : [
            boxOf(scaleOf(grid), 1),
            boxOf(Math.sqrt(scaleOf(grid) * scaleOf(grid + 1)), 1),
            ...ssdRatios.map((ratio) => boxOf(scaleOf(grid), ratio)),
          ];
    return Array.from({ length: cells * cells }, (_, cell) => ({
      x: ((cell % cells) + 0.5) / cells,
      y: (Math.floor(cell / cells) + 0.5) / cells,
    })).flatMap((centre) => boxes.map((box) => ({ ...centre, ...box })));
  });
}

function boxOf(scale: number, ratio: number): { width: number; height: number } {
  return { width: scale * Math.sqrt(ratio), height: scale / Math.sqrt(ratio) };
}
