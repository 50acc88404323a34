import { describe, expect, it } from "vitest";
import { addPersonToSearch } from "../../app/search/combine.ts";
import { SearchError } from "../../app/search/errors.ts";

const people = [
  { id: 1, name: "Anna", birthDate: null, isHidden: false },
  { id: 2, name: "Ben Or Not", birthDate: null, isHidden: false },
  { id: 3, name: "Carl", birthDate: null, isHidden: false },
  { id: 4, name: "Carl", birthDate: null, isHidden: false },
];

function add(text: string, personId: number, way: "and" | "or" | "not" | "only"): string {
  return addPersonToSearch(text, { personId, way }, people);
}

describe("adding a person to a search", () => {
  it.each([
    ["", 1, "and", "Anna"],
    ["", 1, "or", "Anna"],
    ["", 1, "not", "-Anna"],
    ["", 1, "only", "only(Anna)"],
    ["2019", 1, "and", "2019 & Anna"],
    ["anna | 2019", 2, "and", '(anna | 2019) & "Ben Or Not"'],
    ["anna & 2019", 2, "or", 'anna & 2019 | "Ben Or Not"'],
    ["2019", 1, "not", "2019 & -Anna"],
  ] as const)("%j, person %i by %s: %s", (text, personId, way, expected) => {
    expect(add(text, personId, way)).toBe(expected);
  });

  it("only gathers who is asked for already, and keeps the other conditions", () => {
    expect(add("anna & 2019", 2, "only")).toBe('only(anna, "Ben Or Not") & 2019');
    expect(add("only(anna)", 2, "only")).toBe('only(anna, "Ben Or Not")');
  });

  it("of two with the same name one is meant, by the number", () => {
    expect(add("anna", 4, "and")).toBe("anna & person:4");
  });

  it("a search that cannot be understood stays as it is", () => {
    expect(() => add("anna & (", 2, "and")).toThrow(SearchError);
  });
});
