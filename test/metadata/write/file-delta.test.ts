import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { applyDelta, DeltaError, makeDelta } from "../../../app/metadata/write/file-delta.ts";

const picture = randomBytes(300_000);

test("a file whose metadata grew comes back bit for bit, from some bytes", () => {
  const former = Buffer.concat([Buffer.from("head"), picture, Buffer.from("tail")]);
  const later = Buffer.concat([Buffer.from("head with names"), picture, Buffer.from("tail, longer")]);
  const delta = makeDelta(former, later);
  expect(delta.length).toBeLessThan(3_000);
  expect(applyDelta(delta, later).equals(former)).toBe(true);
});

test("whatever the two files are", () => {
  const piece = fc.oneof(
    fc.constantFrom(picture.subarray(0, 5_000), picture.subarray(5_000, 9_000), Buffer.alloc(10_000)),
    fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
  );
  const file = fc.array(piece, { maxLength: 8 }).map((pieces) => Buffer.concat(pieces));
  fc.assert(
    fc.property(file, file, (former, later) => {
      expect(applyDelta(makeDelta(former, later), later).equals(former)).toBe(true);
    }),
    { numRuns: 200, seed: 5 },
  );
});

test("another file, or a damaged delta, is refused", () => {
  const later = Buffer.concat([picture, Buffer.from("x")]);
  const delta = makeDelta(picture, later);
  expect(() => applyDelta(delta, randomBytes(300_001))).toThrow(DeltaError);
  expect(() => applyDelta(Buffer.from("nonsense\n"), later)).toThrow(DeltaError);
});
