import { InvalidArgumentError } from "commander";
import { describe, expect, test } from "vitest";
import {
  folderArguments,
  namesOption,
  shareOption,
  wholeNumberOption,
  wordOption,
  wordsOption,
} from "../../app/cli/option-values.ts";

describe("wholeNumberOption", () => {
  const parse = wholeNumberOption(1, 256);

  test.each([
    ["1", 1],
    ["256", 256],
  ])("takes %s", (text, number) => {
    expect(parse(text)).toBe(number);
  });

  test.each(["0", "257", "1.5", "-1", "two", "", " ", "1e999", "0x10", "NaN"])("refuses %j", (text) => {
    expect(() => parse(text)).toThrow(InvalidArgumentError);
    expect(() => parse(text)).toThrow(`It takes a whole number from 1 to 256, not "${text}".`);
  });
});

describe("wordOption", () => {
  const parse = wordOption("landmarks", "five-points");

  test("takes its words", () => {
    expect([parse("landmarks"), parse("five-points")]).toEqual(["landmarks", "five-points"]);
  });

  test.each(["Landmarks", "", "five"])("refuses %j", (text) => {
    expect(() => parse(text)).toThrow(`It takes landmarks or five-points, not "${text}".`);
  });
});

describe("lists", () => {
  test("are separated by commas, each word once", () => {
    expect(wordsOption("cosine", "angular")("angular, cosine,angular")).toEqual(["angular", "cosine"]);
    expect(namesOption("yunet,my-own")).toEqual(["yunet", "my-own"]);
  });

  test("are refused with a word that is not known, or that is missing", () => {
    expect(() => wordsOption("cosine", "angular")("cosine,manhattan")).toThrow(
      'It takes cosine or angular, not "manhattan".',
    );
    expect(() => namesOption("yunet,")).toThrow('It takes names separated by commas, not "yunet,".');
  });
});

describe("shareOption", () => {
  test("takes a share", () => {
    expect([shareOption("0.001"), shareOption("1e-4")]).toEqual([0.001, 0.0001]);
  });

  test.each(["0", "1", "-0.1", "", "many", "NaN"])("refuses %j", (text) => {
    expect(() => shareOption(text)).toThrow(InvalidArgumentError);
  });
});

describe("folderArguments", () => {
  test("collects the folders in their order", () => {
    expect(folderArguments("b", folderArguments("a", undefined))).toEqual(["a", "b"]);
  });

  test("refuses an empty one, which would mean the current folder", () => {
    expect(() => folderArguments("", ["a"])).toThrow("The name of a folder is missing.");
  });
});
