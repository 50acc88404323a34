import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UnusableWeightsError } from "../../../app/models/keras/unusable-weights.ts";
import { decodeLz4Frame } from "../../../app/models/mtcnn/lz4-frame.ts";
import { xxHash32 } from "../../../app/models/mtcnn/xx-hash.ts";
import { lz4FrameOf } from "../../support/lz4-frame.ts";

const limit = 2 ** 20;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64"));

const fox = "The quick brown fox, the quick brown fox, the quick brown fox jumps. ".repeat(3);

/** `fox` as lz4.frame 4.4.5 of Python compresses it: bare, and with all checksums and the content's length. */
const frames = {
  bare: fromBase64("BCJNGGBAgi0AAAD/B1RoZSBxdWljayBicm93biBmb3gsIHQVABSPIGp1bXBzLiBFAHJQbXBzLiAAAAAA"),
  checked: fromBase64(
    "BCJNGHxAzwAAAAAAAACGLQAAAP8HVGhlIHF1aWNrIGJyb3duIGZveCwgdBUAFI8ganVtcHMuIEUAclBtcHMuIGvWycMAAAAA8Jwm/A==",
  ),
};

test("xxHash32 gives its authors' values", () => {
  const hashes = ["", "a", "abc", "Nobody inspects the spammish repetition"].map((text) =>
    xxHash32(bytesOf(text)).toString(16),
  );
  expect(hashes).toEqual(["2cc5d05", "550d7456", "32d153ff", "e2293b2f"]);
});

describe("decodeLz4Frame", () => {
  test.each(["bare", "checked"] as const)("what Python compressed, %s", (kind) => {
    expect(new TextDecoder().decode(decodeLz4Frame(frames[kind], limit))).toBe(fox);
  });

  test("a block that was not compressed, and nothing at all", () => {
    expect(decodeLz4Frame(lz4FrameOf([{ stored: bytesOf("abc") }]), limit)).toEqual(bytesOf("abc"));
    expect(decodeLz4Frame(lz4FrameOf([]), limit)).toEqual(new Uint8Array());
  });

  test("a match may run into what it writes, and lie in a block before it", () => {
    // 2 literals, then 4 + 3 bytes from 2 back; 1 literal to end with.
    const first = { sequences: Uint8Array.of(0x23, 97, 98, 2, 0, 0x10, 33) };
    // No literals, 4 + 0 bytes from 10 back, which is the first block's start; 1 literal.
    const second = { sequences: Uint8Array.of(0x00, 10, 0, 0x10, 46) };
    const text = new TextDecoder().decode(decodeLz4Frame(lz4FrameOf([first, second]), limit));
    expect(text).toBe("ababababa!abab.");
  });

  test("a length of 15 goes on as long as bytes are 255", () => {
    const literals = new Uint8Array(15 + 255 + 4).fill(7);
    const block = { sequences: Uint8Array.of(0xf0, 255, 4, ...literals) };
    expect(decodeLz4Frame(lz4FrameOf([block]), limit)).toEqual(literals);
  });
});

describe("what is no such frame is refused", () => {
  const sequences = (...bytes: number[]) => lz4FrameOf([{ sequences: Uint8Array.from(bytes) }]);
  const changed = (frame: Uint8Array, at: number, value: number) => frame.with(at, value);

  test.each<[string, Uint8Array, string]>([
    ["nothing", new Uint8Array(), "it is cut short."],
    ["text", bytesOf("This is no frame of LZ4."), "it is no LZ4 frame."],
    ["an older version", changed(frames.bare, 4, 0x20), "it is an LZ4 frame of another version."],
    ["a block size that there is not", changed(frames.bare, 5, 0), "it is an LZ4 frame of another version."],
    ["one with a dictionary", changed(frames.bare, 4, 0x61), "it is an LZ4 frame that needs a dictionary."],
    ["a wrong header", changed(frames.bare, 6, 1), "the checksum of its header is wrong"],
    ["a wrong block", changed(frames.checked, 30, 65), "the checksum of its block is wrong"],
    [
      "wrong content",
      changed(frames.checked, frames.checked.length - 1, 1),
      "the checksum of its content is wrong",
    ],
    ["a match before the start", sequences(0x10, 97, 2, 0, 0x10, 98), "it refers to what was before it"],
    ["a match at no distance", sequences(0x10, 97, 0, 0, 0x10, 98), "it refers to what was before it"],
    ["a block that ends with a match", sequences(0x10, 97, 1, 0), "a block ends within a sequence"],
    ["literals that are not there", sequences(0x50, 97), "it is cut short."],
    ["more after the end", Uint8Array.of(...frames.bare, 0), "there is more after its end"],
  ])("%s", (_case, frame, reason) => {
    const decode = () => decodeLz4Frame(frame, limit);
    expect(decode).toThrow(UnusableWeightsError);
    expect(decode).toThrow(reason);
  });

  test("a few bytes that would become gigabytes", () => {
    // A literal, then 255 x 4,000 bytes of it.
    const bomb = sequences(0x1f, 97, 1, 0, ...Array<number>(4_000).fill(255), 0, 0x10, 98);
    expect(() => decodeLz4Frame(bomb, 100_000)).toThrow("more than the 100000 bytes that weights may have");
    expect(() => decodeLz4Frame(bomb, limit)).toThrow("a block is too large");
  });

  test("cut off anywhere, or with any byte changed: an error that says so, or the same content", () => {
    for (let length = 0; length < frames.checked.length; length++) {
      expect(() => decodeLz4Frame(frames.checked.subarray(0, length), limit)).toThrow(UnusableWeightsError);
    }
    const at = fc.nat({ max: frames.checked.length - 1 });
    fc.assert(
      fc.property(at, fc.nat({ max: 255 }), (place, value) => {
        try {
          expect(new TextDecoder().decode(decodeLz4Frame(changed(frames.checked, place, value), limit))).toBe(
            fox,
          );
        } catch (error) {
          if (!(error instanceof UnusableWeightsError)) throw error;
        }
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });
});
