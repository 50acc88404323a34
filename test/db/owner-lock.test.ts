import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { LibraryInUseError, LibraryLockError, takeOwnership } from "../../app/db/owner-lock.ts";
import { errorOf } from "../support/error-of.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const own = { command: "familiar people" };

/** Another process that owns the library. */
async function holdInAnotherProcess(folder: string): Promise<ChildProcess> {
  const holder = spawn(process.execPath, [join(import.meta.dirname, "hold-library.ts"), folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => {
    holder.kill("SIGKILL");
  });
  await once(holder.stdout, "data");
  return holder;
}

async function killHard(holder: ChildProcess): Promise<void> {
  const ended = once(holder, "exit");
  holder.kill("SIGKILL");
  await ended;
}

test("a library that another process owns is refused, naming it, until it is killed", async () => {
  const folder = temporaryFolder();
  const holder = await holdInAnotherProcess(folder);
  const error = errorOf(() => takeOwnership(folder, own));
  expect(error).toBeInstanceOf(LibraryInUseError);
  expect(error).toMatchObject({
    ...{ libraryFolder: folder, pid: holder.pid, command: "familiar scan /photos", hostname: hostname() },
    since: new Date(Date.UTC(2026, 10, 23, 20, 31)),
  });
  expect(String(error)).toContain(`is in use by "familiar scan /photos" (process ${holder.pid ?? 0}, since `);

  await killHard(holder);
  expect(existsSync(join(folder, "owner.json"))).toBe(true);
  const lock = takeOwnership(folder, own);
  expect(errorOf(() => takeOwnership(folder, own))).toMatchObject({
    pid: process.pid,
    command: "familiar people",
  });
  lock.release();
});

test("a library given free leaves nothing that matters, and can be taken again", () => {
  const folder = temporaryFolder();
  {
    using lock = takeOwnership(folder, own);
    expect(readdirSync(folder).toSorted()).toEqual(["owner.json", "owner.lock"]);
    lock.release();
    lock.release();
    expect(readdirSync(folder)).toEqual(["owner.lock"]);
  }
  takeOwnership(folder, own).release();
});

test("a second release does not take the library from the next owner", () => {
  const folder = temporaryFolder();
  const first = takeOwnership(folder, own);
  first.release();
  const second = takeOwnership(folder, own);
  first.release();
  expect(errorOf(() => takeOwnership(folder, own))).toBeInstanceOf(LibraryInUseError);
  second.release();
});

test("an owner that cannot be told is refused all the same", () => {
  const folder = temporaryFolder();
  const lock = takeOwnership(folder, own);
  writeFileSync(join(folder, "owner.json"), '{"pid": "seven"}');
  const error = errorOf(() => takeOwnership(folder, own));
  expect(error).toBeInstanceOf(LibraryInUseError);
  expect(error).toMatchObject({ pid: null, command: null, since: null });
  expect(String(error)).toContain("is in use by another Familiar.");
  lock.release();
});

test("a folder that cannot be locked is named", () => {
  const folder = temporaryFolder();
  const gone = join(folder, "gone");
  const error = errorOf(() => takeOwnership(gone, own));
  expect(error).toBeInstanceOf(LibraryLockError);
  expect(String(error)).toContain(gone);
  writeFileSync(join(folder, "owner.lock"), "This is not a lock. ".repeat(100));
  expect(errorOf(() => takeOwnership(folder, own))).toBeInstanceOf(LibraryLockError);
});
