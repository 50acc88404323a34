import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UnusableWeightsError } from "../../../app/models/keras/unusable-weights.ts";
import { readJoblibArrays } from "../../../app/models/mtcnn/joblib-arrays.ts";
import { arrayOf, global, listOf, pickleOf, text } from "../../support/joblib-pickle.ts";

const fromBase64 = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, "base64"));

/** joblib 1.6.0: dump([numpy.arange(6, dtype="float32").reshape(2, 3) / 4, numpy.array([-1.5], dtype="float32")]) */
const byJoblib = fromBase64(
  "gASV1gAAAAAAAABdlCiME2pvYmxpYi5udW1weV9waWNrbGWUjBFOdW1weUFycmF5V3JhcHBlcpSTlCmBlH2UKIwIc3ViY2xhc3OUjAVudW1weZSM" +
    "B25kYXJyYXmUk5SMBXNoYXBllEsCSwOGlIwFb3JkZXKUjAFDlIwFZHR5cGWUaAeMBWR0eXBllJOUjAJmNJSJiIeUUpQoSwOMATyUTk5OSv////9K" +
    "/////0sAdJRijAphbGxvd19tbWFwlIiMG251bXB5X2FycmF5X2FsaWdubWVudF9ieXRlc5RLEHViDv//////////////////AAAAAAAAgD4AAAA/" +
    "AABAPwAAgD8AAKA/lSMAAAAAAAAAaAMpgZR9lChoBmgJaApLAYWUaAxoDWgOaBNoFohoF0sQdWIL//////////////8AAMC/ZS4=",
);

const pair = { shape: [2], data: [0.5, -2] };

describe("readJoblibArrays", () => {
  test("a list that joblib wrote", () => {
    expect(readJoblibArrays(byJoblib)).toEqual([
      { shape: [2, 3], data: Float32Array.of(0, 0.25, 0.5, 0.75, 1, 1.25) },
      { shape: [1], data: Float32Array.of(-1.5) },
    ]);
  });

  test("arrays of any number of axes and of sides above 255", () => {
    const long = { shape: [1, 300], data: new Float32Array(300).fill(2) };
    const arrays = [long, { shape: [1, 1, 2, 1], data: [3, 4] }, { shape: [0], data: [] }];
    expect(readJoblibArrays(pickleOf(listOf(arrays.map(arrayOf))))).toEqual(
      arrays.map(({ shape, data }) => ({ shape, data: Float32Array.from(data) })),
    );
    expect(readJoblibArrays(pickleOf("]"))).toEqual([]);
  });
});

describe("what is no list of arrays is refused, and nothing in it is run", () => {
  const first = listOf(arrayOf(pair));

  test.each<[string, Uint8Array, string]>([
    ["nothing", new Uint8Array(), "it is cut short."],
    ["text", new TextEncoder().encode("text"), "a mark is missing"],
    [
      "a call of a function",
      pickleOf(global("posix", "system"), text("touch /tmp/harm"), "\x85R"),
      'its pickle names "posix.system"; weights are arrays of numbers alone.',
    ],
    [
      "a class by the opcode of older pickles",
      pickleOf("cos\nsystem\n"),
      "its pickle has the opcode 0x63 at byte 2, which is not read here.",
    ],
    ["an instance", pickleOf("(", text("x"), "iposix\nsystem\n"), "the opcode 0x69 at byte 6"],
    ["a persistent id", pickleOf(text("x"), "Q"), "the opcode 0x51 at byte 5"],
    ["a number of any length", pickleOf("\x8a\x01\x05"), "the opcode 0x8a at byte 2"],
    [
      "a class made into an object",
      pickleOf(global("numpy", "dtype"), ")\x81"),
      "its pickle makes a numpy.dtype, which is not read here.",
    ],
    [
      "a class called",
      pickleOf(global("joblib.numpy_pickle", "NumpyArrayWrapper"), ")R"),
      "its pickle calls joblib.numpy_pickle.NumpyArrayWrapper, which is not done here.",
    ],
    [
      "64-bit numbers",
      pickleOf(listOf(arrayOf({ ...pair, type: "f8" }))),
      'numbers of the type "f8", not 32-bit',
    ],
    ["Python's objects", pickleOf(listOf(arrayOf({ ...pair, type: "O8" }))), 'numbers of the type "O8"'],
    [
      "the big end first",
      pickleOf(listOf(arrayOf({ ...pair, byteOrder: ">" }))),
      "not written little end first",
    ],
    ["columns first", pickleOf(listOf(arrayOf({ ...pair, order: "F" }))), "not in row-major order"],
    [
      "a shape larger than the file",
      pickleOf(listOf(arrayOf({ ...pair, shape: [60_000, 60_000] }))),
      "cut short",
    ],
    [
      "more axes than weights have",
      pickleOf(listOf(arrayOf({ ...pair, shape: Array<number>(9).fill(1) }))),
      "no shape",
    ],
    ["a text alone", pickleOf(text("x")), "its pickle holds no list of arrays."],
    ["nothing left at the end", pickleOf(), "it takes what is not there"],
    ["a list of lists", pickleOf(listOf(first)), "its pickle's list holds something else than arrays."],
    [
      "an array without its state",
      pickleOf(listOf(global("joblib.numpy_pickle", "NumpyArrayWrapper"), ")\x81")),
      "something else than arrays",
    ],
    ["a state for nothing", pickleOf("]}b"), "a state belongs to nothing"],
    ["what was not remembered", pickleOf("h\x05"), "it recalls what it did not remember"],
    ["a key that is no text", pickleOf("}(K\x01K\x02u"), "a key is no text, or has no value"],
    ["a key without a value", pickleOf("}(", text("x"), "u"), "a key is no text, or has no value"],
    ["a text that is none", pickleOf("\x8c\x01\xff"), "a text is no UTF-8"],
    ["more after the end", Uint8Array.of(...pickleOf("]"), 0), "there is more after its end"],
  ])("%s", (_case, bytes, reason) => {
    const read = () => readJoblibArrays(bytes);
    expect(read).toThrow(UnusableWeightsError);
    expect(read).toThrow(reason);
  });

  test("cut off anywhere, or with any byte changed: an error that says so, or arrays", () => {
    for (let length = 0; length < byJoblib.length; length++) {
      expect(() => readJoblibArrays(byJoblib.subarray(0, length))).toThrow(UnusableWeightsError);
    }
    fc.assert(
      fc.property(fc.nat({ max: byJoblib.length - 1 }), fc.nat({ max: 255 }), (at, value) => {
        try {
          expect(readJoblibArrays(byJoblib.with(at, value))).toBeInstanceOf(Array);
        } catch (error) {
          if (!(error instanceof UnusableWeightsError)) throw error;
        }
      }),
      { seed: 1, numRuns: 5_000 },
    );
  });
});
