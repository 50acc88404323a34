/** An upright 8-bit sRGB picture: rows from top to bottom, three interleaved bytes (red, green, blue) a pixel. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Length = width x height x 3. */
  readonly data: Uint8Array;
}
