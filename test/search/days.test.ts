import { expect, test } from "vitest";
import { addDays, daysOfDate, daysOfRange, looksLikeDate, printDays } from "../../app/search/days.ts";

test.each([
  ["2019", "2019-01-01", "2019-12-31"],
  ["2019-05", "2019-05-01", "2019-05-31"],
  ["2019-02", "2019-02-01", "2019-02-28"],
  ["2020-02", "2020-02-01", "2020-02-29"],
  ["2019-05-03", "2019-05-03", "2019-05-03"],
  ["0099-02", "0099-02-01", "0099-02-28"],
])("the date %s", (text, from, to) => {
  expect(daysOfDate(text)).toEqual({ from, to });
});

test.each(["0000", "2019-13", "2019-00", "2019-02-29", "2019-04-31", "19", "2019-5", "20190503", "anna"])(
  "%s is no date",
  (text) => {
    expect(daysOfDate(text)).toBeUndefined();
  },
);

test.each([
  ["2019..2021", "2019-01-01", "2021-12-31"],
  ["2019-05-03..2019-06", "2019-05-03", "2019-06-30"],
  ["2019..", "2019-01-01", null],
  ["..2019-05", null, "2019-05-31"],
  ["2019..2019", "2019-01-01", "2019-12-31"],
])("the range %s", (text, from, to) => {
  expect(daysOfRange(text)).toEqual({ from, to });
});

test.each(["..", "2021..2019", "2019...2021", "2019..anna", "2019..2020..2021"])("%s is no range", (text) => {
  expect(daysOfRange(text)).toBeUndefined();
});

test.each([
  ["2019-01-01", "2019-12-31", "2019"],
  ["2019-05-01", "2019-05-31", "2019-05"],
  ["2019-05-03", "2019-05-03", "2019-05-03"],
  ["2019-01-01", "2021-12-31", "2019..2021"],
  ["2019-01-01", "2019-01-31", "2019-01"],
  ["2019-01-01", "2019-06-30", "2019..2019-06"],
  ["2019-05-03", "2019-06-29", "2019-05-03..2019-06-29"],
  [null, "2018-12-31", "..2018"],
  ["2019-05-04", null, "2019-05-04.."],
])("the days from %s to %s are written %s", (from, to, text) => {
  expect(printDays({ from, to })).toBe(text);
});

test("days before and after", () => {
  expect(addDays("2020-02-28", 1)).toBe("2020-02-29");
  expect(addDays("2019-01-01", -1)).toBe("2018-12-31");
  expect(addDays("9999-12-31", 1)).toBeUndefined();
  expect(addDays("0001-01-01", -1)).toBeUndefined();
});

test("what is meant as a date, right or wrong, is no name", () => {
  expect(["2019", "2019-13", "1.5.2019", "..", "2019..", "7"].filter(looksLikeDate)).toHaveLength(6);
  expect(["anna", "-", "2pac", "", "."].filter(looksLikeDate)).toEqual([]);
});
