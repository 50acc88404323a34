import { expect, test } from "vitest";
import { createWriteTurns } from "../../app/library/write-turns.ts";

/** Work that notes when it begins, and ends when it is told to. */
function workOf(log: string[], name: string) {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const work = async () => {
    log.push(`${name} begins`);
    await promise;
    log.push(`${name} ends`);
  };
  return {
    work,
    end: () => {
      resolve(undefined);
    },
  };
}

test("who needs the catalogue alone waits for those that write already, and those that come later wait", async () => {
  const turns = createWriteTurns();
  const log: string[] = [];
  const [one, other, alone, later] = ["one", "other", "alone", "later"].map((name) => workOf(log, name));
  if (!one || !other || !alone || !later) throw new Error("four");

  const ends = [turns.together(one.work), turns.together(other.work), turns.exclusively(alone.work)];
  ends.push(turns.together(later.work));
  const free = turns.free().then(() => log.push("free"));
  expect(log).toEqual(["one begins", "other begins"]);
  one.end();
  await ends[0];
  expect(log).not.toContain("alone begins");
  for (const { end } of [other, alone, later]) end();
  await Promise.all([...ends, free]);

  expect(log.slice(0, 6)).toEqual([
    "one begins",
    "other begins",
    "one ends",
    "other ends",
    "alone begins",
    "alone ends",
  ]);
  expect(log.slice(6).sort()).toEqual(["free", "later begins", "later ends"]);
});

test("what fails holds up nobody, and fails for who asked", async () => {
  const turns = createWriteTurns();
  const fails = async () => await Promise.reject(new Error("no"));
  await expect(turns.together(fails)).rejects.toThrow("no");
  await expect(turns.exclusively(fails)).rejects.toThrow("no");
  expect(await turns.together(async () => await Promise.resolve(1))).toBe(1);
  await turns.free();
});
