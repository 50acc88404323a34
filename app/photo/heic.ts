import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { MainModule } from "libheif-js/libheif-wasm/libheif.js";
import { isCutShort } from "./cut-short.ts";
import { damagedHeic, photoErrorFromLibheif } from "./heic-error.ts";
import { PhotoError, truncatedPhoto } from "./photo-error.ts";

/**
 * Most pixels decoded from one HEIC, in pixels. libheif holds YCbCr (1.5 bytes a pixel) and RGB (3) inside a
 * WebAssembly heap of at most 2 GB, and one RGB copy leaves it: 7.5 bytes a pixel, 750 MB at this size. Phones
 * write HEIC up to 50 megapixels.
 */
export const maximumHeicPixels = 100_000_000;

export interface HeicInfo {
  /** Pixels, after the container's own rotation, mirror and crop. */
  readonly width: number;
  readonly height: number;
  /** Whether the container itself states a rotation or mirror; EXIF orientation must then be ignored. */
  readonly hasTransform: boolean;
}

export interface HeicPicture extends HeicInfo {
  /** 4 when the picture has transparency (not premultiplied). */
  readonly channels: 3 | 4;
  /** Rows from the top, channels interleaved, 8 bits each, in the colours of iccProfile. */
  readonly data: Uint8Array;
  /** The embedded ICC profile; null when there is none, to be taken as sRGB. */
  readonly iccProfile: Uint8Array | null;
}

/** The functions of libheif's C interface (libheif/heif.h) used here; pointers are byte offsets into HEAPU8. */
type Libheif = Pick<
  MainModule,
  | "_malloc"
  | "_free"
  | "_heif_context_alloc"
  | "_heif_context_free"
  | "_heif_context_read_from_memory_without_copy"
  | "_heif_context_get_primary_image_handle"
  | "_heif_image_handle_release"
  | "_heif_image_handle_get_width"
  | "_heif_image_handle_get_height"
  | "_heif_image_handle_get_item_id"
  | "_heif_image_handle_has_alpha_channel"
  | "_heif_image_handle_get_raw_color_profile_size"
  | "_heif_image_handle_get_raw_color_profile"
  | "_heif_item_get_properties_of_type"
  | "_heif_decode_image"
  | "_heif_image_release"
  | "_heif_image_get_width"
  | "_heif_image_get_height"
  | "_heif_image_get_plane_readonly2"
  | "_heif_image_get_decoding_warnings"
> & { readonly HEAPU8: Uint8Array; readonly HEAPU32: Uint32Array };

interface PrimaryImage {
  readonly libheif: Libheif;
  readonly handle: number;
  readonly info: HeicInfo;
  /** Runs one libheif call that writes a heif_error to its first argument and a result to `out`; returns the result. */
  readonly call: (deed: (error: number, out: number) => void) => number;
}

const colourspaceRgb = 1;
const chromaInterleavedRgb = 10;
const chromaInterleavedRgba = 11;
const channelInterleaved = 10;

// A WebAssembly heap never shrinks. A 12-megapixel photo leaves it at 55 to 75 MB (measured); beyond this a new
// instance (40 ms) is cheaper than the memory.
const keptHeapBytes = 160 * 1024 * 1024;

let loaded: Libheif | undefined;

/** Reads size and turning from the header without decoding. Throws PhotoError; refuses over maximumHeicPixels. */
export function readHeicInfo(bytes: Buffer): HeicInfo {
  return withPrimaryImage(bytes, ({ info }) => info);
}

/**
 * Decodes the primary picture with the container's rotation, mirror and crop applied; EXIF orientation is not.
 * Blocks the thread for about 45 ms a megapixel. Throws PhotoError, also when only part of the picture decodes.
 */
export function decodeHeic(bytes: Buffer): HeicPicture {
  return withPrimaryImage(bytes, (image) => {
    const { libheif, handle, call, info } = image;
    const channels = libheif._heif_image_handle_has_alpha_channel(handle) === 0 ? 3 : 4;
    const chroma = channels === 3 ? chromaInterleavedRgb : chromaInterleavedRgba;
    const picture = call((error, out) => {
      libheif._heif_decode_image(error, handle, out, colourspaceRgb, chroma, 0);
    });
    try {
      // libheif fills tiles it cannot decode with black and only warns.
      if (libheif._heif_image_get_decoding_warnings(picture, 0, 0, 0) > 0) throw damagedHeic();
      return { ...info, ...copyPixels(image, picture, channels), channels, iccProfile: copyProfile(image) };
    } finally {
      libheif._heif_image_release(picture);
    }
  });
}

/** Bytes of libheif's WebAssembly heap, which grows when it is full and never shrinks; 0 before its first use. */
export function libheifHeapBytes(): number {
  return loaded?.HEAPU8.length ?? 0;
}

function withPrimaryImage<Result>(bytes: Buffer, use: (image: PrimaryImage) => Result): Result {
  // libheif opens a file cut anywhere after its header and shows the missing part black.
  if (isCutShort(bytes, "heic")) throw truncatedPhoto();
  const libheif = (loaded ??= loadLibheif());
  try {
    return useContext(libheif, bytes, use);
  } catch (error) {
    if (error instanceof PhotoError) throw error;
    // A WebAssembly trap or an exhausted heap leaves the instance in an unknown state.
    loaded = undefined;
    throw damagedHeic(error);
  } finally {
    if (libheif.HEAPU8.length > keptHeapBytes) loaded = undefined;
  }
}

function useContext<Result>(libheif: Libheif, bytes: Buffer, use: (image: PrimaryImage) => Result): Result {
  const call = (deed: (error: number, out: number) => void): number => callLibheif(libheif, deed);
  const file = allocate(libheif, bytes.length);
  const context = libheif._heif_context_alloc();
  try {
    libheif.HEAPU8.set(bytes, file);
    call((error) => {
      libheif._heif_context_read_from_memory_without_copy(error, context, file, bytes.length, 0);
    });
    const handle = call((error, out) => {
      libheif._heif_context_get_primary_image_handle(error, context, out);
    });
    try {
      return use({ libheif, handle, call, info: readInfo(libheif, context, handle) });
    } finally {
      libheif._heif_image_handle_release(handle);
    }
  } finally {
    libheif._heif_context_free(context);
    libheif._free(file);
  }
}

function readInfo(libheif: Libheif, context: number, handle: number): HeicInfo {
  const width = libheif._heif_image_handle_get_width(handle);
  const height = libheif._heif_image_handle_get_height(handle);
  if (width * height > maximumHeicPixels) {
    throw new PhotoError(
      "too-large",
      `The picture measures ${width} x ${height} pixels; Familiar opens HEIC pictures up to ${maximumHeicPixels / 1e6} megapixels.`,
    );
  }
  const item = libheif._heif_image_handle_get_item_id(handle);
  const countProperties = (type: string) =>
    libheif._heif_item_get_properties_of_type(context, item, Buffer.from(type).readUInt32BE(0), 0, 0);
  return { width, height, hasTransform: countProperties("irot") + countProperties("imir") > 0 };
}

function copyPixels(
  { libheif, call }: PrimaryImage,
  picture: number,
  channels: number,
): Pick<HeicPicture, "width" | "height" | "data"> {
  const width = libheif._heif_image_get_width(picture, channelInterleaved);
  const height = libheif._heif_image_get_height(picture, channelInterleaved);
  let plane = 0;
  const stride = call((_error, out) => {
    plane = libheif._heif_image_get_plane_readonly2(picture, channelInterleaved, out);
  });
  const rowBytes = width * channels;
  const data = new Uint8Array(rowBytes * height);
  for (let row = 0; row < height; row += 1) {
    const start = plane + row * stride;
    data.set(libheif.HEAPU8.subarray(start, start + rowBytes), row * rowBytes);
  }
  return { width, height, data };
}

function copyProfile({ libheif, handle, call }: PrimaryImage): Uint8Array | null {
  const sizeBytes = libheif._heif_image_handle_get_raw_color_profile_size(handle);
  if (sizeBytes === 0) return null;
  const pointer = allocate(libheif, sizeBytes);
  try {
    call((error) => {
      libheif._heif_image_handle_get_raw_color_profile(error, handle, pointer);
    });
    return libheif.HEAPU8.slice(pointer, pointer + sizeBytes);
  } finally {
    libheif._free(pointer);
  }
}

/** struct heif_error is { int code; int subcode; const char* message }: 12 bytes; the result slot follows it. */
function callLibheif(libheif: Libheif, deed: (error: number, out: number) => void): number {
  const error = allocate(libheif, 16);
  try {
    libheif.HEAPU8.fill(0, error, error + 16);
    deed(error, error + 12);
    const word = (offset: number) => libheif.HEAPU32[(error + offset) / 4] ?? 0;
    if (word(0) !== 0) throw photoErrorFromLibheif(word(0), word(4), textAt(libheif, word(8)));
    return word(12);
  } finally {
    libheif._free(error);
  }
}

function allocate(libheif: Libheif, sizeBytes: number): number {
  const pointer = libheif._malloc(sizeBytes);
  if (pointer === 0) throw new Error(`libheif has no memory left for ${sizeBytes} bytes`);
  return pointer;
}

function textAt(libheif: Libheif, pointer: number): string {
  const end = libheif.HEAPU8.indexOf(0, pointer);
  return Buffer.from(libheif.HEAPU8.subarray(pointer, end)).toString("utf8");
}

function loadLibheif(): Libheif {
  const require = createRequire(import.meta.url);
  // The package's own wasm entry looks for the binary in the current folder, so both halves are joined here.
  const create = require("libheif-js/libheif-wasm/libheif.js") as (options: object) => Libheif;
  const silent = () => undefined;
  return create({
    wasmBinary: readFileSync(require.resolve("libheif-js/libheif-wasm/libheif.wasm")),
    print: silent,
    printErr: silent,
  });
}
