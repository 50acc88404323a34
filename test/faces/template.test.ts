import { expect, test } from "vitest";
import { addToTemplate, newTemplate, templateVector } from "../../app/faces/template.ts";

const x = Float32Array.of(1, 0);
const y = Float32Array.of(0, 1);

test("the looks of a face are averaged by their quality, at length 1", () => {
  const template = addToTemplate(addToTemplate(newTemplate(2), x, 0.9), y, 0.3);

  const [along = 0, across = 0] = templateVector(template);
  expect(along / across).toBeCloseTo(3, 5);
  expect(Math.hypot(along, across)).toBeCloseTo(1, 6);
  expect(template).toMatchObject({ looks: 2 });
  expect(template.quality).toBeCloseTo(0.6, 6);
});

test("what is long ago counts less and less", () => {
  let template = newTemplate(2);
  for (let look = 0; look < 50; look++) template = addToTemplate(template, x, 1);
  expect(template.weight).toBeCloseTo(10, 5);

  for (let look = 0; look < 20; look++) template = addToTemplate(template, y, 1);

  const [along = 0, across = 0] = templateVector(template);
  expect(across).toBeGreaterThan(5 * along);
  expect(template.looks).toBe(70);
});

test("of no look there is no vector", () => {
  expect(() => templateVector(newTemplate(2))).toThrow(RangeError);
});
