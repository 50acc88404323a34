import { InvalidArgumentError } from "commander";
import { describe, expect, test } from "vitest";
import { folderArguments, wholeNumberOption, wordOption } from "../../app/cli/option-values.ts";

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

describe("folderArguments", () => {
  test("collects the folders in their order", () => {
    expect(folderArguments("b", folderArguments("a", undefined))).toEqual(["a", "b"]);
  });

  test("refuses an empty one, which would mean the current folder", () => {
    expect(() => folderArguments("", ["a"])).toThrow("The name of a folder is missing.");
  });
});
