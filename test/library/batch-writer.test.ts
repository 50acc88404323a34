import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createBatchWriter } from "../../app/library/batch-writer.ts";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A writer that keeps what it writes; `state.error` is thrown instead of writing. */
function recordingWriter() {
  const written: number[][] = [];
  const state: { error: Error | null } = { error: null };
  const writer = createBatchWriter<number>((things) => {
    if (state.error !== null) throw state.error;
    written.push([...things]);
  });
  return { writer, written, state };
}

function oneTo(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at + 1);
}

test("32 things are written at once, in their order, without waiting", () => {
  const { writer, written } = recordingWriter();
  for (const thing of oneTo(31)) writer.add(thing);
  expect(written).toEqual([]);
  writer.add(32);
  expect(written).toEqual([oneTo(32)]);
  expect(vi.getTimerCount()).toBe(0);
});

test("fewer are written half a second after the first of them", () => {
  const { writer, written } = recordingWriter();
  writer.add(1);
  vi.advanceTimersByTime(400);
  writer.add(2);
  vi.advanceTimersByTime(99);
  expect(written).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(written).toEqual([[1, 2]]);
  writer.add(3);
  vi.advanceTimersByTime(499);
  expect(written).toEqual([[1, 2]]);
  vi.advanceTimersByTime(1);
  expect(written).toEqual([[1, 2], [3]]);
});

test("flush writes what waits, once, and leaves no clock behind", () => {
  const { writer, written } = recordingWriter();
  writer.flush();
  expect(written).toEqual([]);
  writer.add(1);
  writer.flush();
  writer.flush();
  expect(written).toEqual([[1]]);
  expect(vi.getTimerCount()).toBe(0);
});

describe("an error", () => {
  const full = new Error("The disk is full");

  test("of a full batch reaches the one who fills it", () => {
    const { writer, written, state } = recordingWriter();
    state.error = full;
    for (const thing of oneTo(31)) writer.add(thing);
    expect(() => {
      writer.add(32);
    }).toThrow(full);
    state.error = null;
    writer.add(33);
    writer.flush();
    expect(written).toEqual([[33]]);
  });

  test.each(["add", "flush"] as const)("of a delayed write reaches the next %s, once", (next) => {
    const { writer, written, state } = recordingWriter();
    state.error = full;
    writer.add(1);
    vi.advanceTimersByTime(500);
    state.error = null;
    expect(() => {
      if (next === "add") writer.add(2);
      else writer.flush();
    }).toThrow(full);
    writer.add(3);
    writer.flush();
    expect(written).toEqual([[3]]);
  });
});
