import { describe, expect, test } from "vitest";
import { commandWord, count, duration, percent, printable, table } from "../../app/cli/words.ts";

describe("count", () => {
  test.each([
    [0, "0 photos"],
    [1, "1 photo"],
    [2, "2 photos"],
    [12_345, "12,345 photos"],
  ])("%d", (number, text) => {
    expect(count(number, "photo")).toBe(text);
  });

  test("takes a plural of its own", () => {
    expect([count(1, "person", "people"), count(3, "person", "people")]).toEqual(["1 person", "3 people"]);
  });
});

test.each([
  [0, "0 s"],
  [0.4, "0 s"],
  [59.4, "59 s"],
  [59.6, "1 min 0 s"],
  [200, "3 min 20 s"],
  [599, "9 min 59 s"],
  [600, "10 min"],
  [3_599, "59 min"],
  [3_600, "1 h 0 min"],
  [7_500, "2 h 5 min"],
])("%d seconds are %s", (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test.each([
  [0.1234, 1, "12.3 %"],
  [1, 1, "100.0 %"],
  [0.98765, 2, "98.77 %"],
  [NaN, 2, "-"],
])("a share of %d with %d digits is %s", (share, digits, text) => {
  expect(percent(share, digits)).toBe(text);
});

describe("printable", () => {
  test("leaves every script and emoji as it is", () => {
    const name = "Zoë & 李雷 \u{1F476}\u{1F3FD} مريم.jpg";
    expect(printable(name)).toBe(name);
  });

  test.each([
    ["a line break", "two\nlines.jpg", "two\\nlines.jpg"],
    ["the code that clears the screen", "\u001b[2J.jpg", "\\x1b[2J.jpg"],
    ["a line separator", "a\u2028b", "a\\u2028b"],
    ["a bell and an eight-bit control", "\u0007\u009b", "\\x07\\x9b"],
  ])("shows %s", (_name, text, shown) => {
    expect(printable(text)).toBe(shown);
  });
});

test.each([
  ["/home/ada/photo-library", "/home/ada/photo-library"],
  ["C:\\Users\\Ada\\library", "C:\\Users\\Ada\\library"],
  ["/home/ada/My Photos", '"/home/ada/My Photos"'],
])("%s as a word of a command", (path, word) => {
  expect(commandWord(path)).toBe(word);
});

describe("table", () => {
  test("text to the left, numbers to the right, nothing after the last column", () => {
    expect(
      table([
        ["Name", "Faces", "Photo"],
        ["Ada", 12, "a.jpg"],
        ["Grace Hopper", 3, "b.jpg"],
      ]).split("\n"),
    ).toEqual(["Name          Faces  Photo", "Ada              12  a.jpg", "Grace Hopper      3  b.jpg"]);
  });

  test("no rows, no text", () => {
    expect(table([])).toBe("");
  });
});
