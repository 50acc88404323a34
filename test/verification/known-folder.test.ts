import { expect, test } from "vitest";
import { personOfFile } from "../../app/verification/known-folder.ts";

test.each([
  ["Anna.jpg", "Anna"],
  ["Anna 2.jpg", "Anna"],
  ["Anna_02.jpeg", "Anna"],
  ["anna-maria-3.png", "anna-maria"],
  ["Anna (3).jpg", "Anna"],
  ["Dr. Ben.jpg", "Dr. Ben"],
  ["2.jpg", "2"],
  ["Agent007.jpg", "Agent007"],
])("%s is a photo of %s", (file, person) => {
  expect(personOfFile(file)).toBe(person);
});
