import { expect, test } from "vitest";
import { createRateMeter } from "../../app/library/progress-rate.ts";

/** A meter with a clock that stands still unless it is moved. */
function meterAt(startMs: number) {
  let nowMs = startMs;
  const meter = createRateMeter(() => nowMs);
  const pass = (milliseconds: number) => {
    nowMs += milliseconds;
  };
  return { ...meter, pass };
}

const unknown = { perSecond: null, secondsLeft: null };

test("nothing is known before eight are done, and before any time has passed", () => {
  const { tick, read, pass } = meterAt(5_000);
  expect(read(10)).toEqual(unknown);
  for (let done = 0; done < 7; done++) {
    pass(1_000);
    tick();
  }
  expect(read(10)).toEqual(unknown);
  pass(1_000);
  tick();
  expect(read(10)).toEqual({ perSecond: 1, secondsLeft: 10 });
  const still = meterAt(5_000);
  for (let done = 0; done < 8; done++) still.tick();
  expect(still.read(10)).toEqual(unknown);
});

test("the time before the first is not counted: it is the start, not the work", () => {
  const { tick, read, pass } = meterAt(0);
  pass(60_000);
  tick();
  for (let done = 0; done < 8; done++) {
    pass(500);
    tick();
  }
  expect(read(10)).toEqual({ perSecond: 2, secondsLeft: 5 });
  // Four more seconds without anything done.
  pass(4_000);
  expect(read(10)).toEqual({ perSecond: 1, secondsLeft: 10 });
  expect(read(0)).toEqual({ perSecond: 1, secondsLeft: 0 });
});

test("only the last 199 after the one before them count", () => {
  const { tick, read, pass } = meterAt(0);
  tick();
  pass(3_600_000);
  tick();
  for (let done = 0; done < 199; done++) {
    pass(100);
    tick();
  }
  // The slow first one has just fallen out: 199 in 19.9 seconds.
  expect(read(40)).toEqual({ perSecond: 10, secondsLeft: 4 });
});
