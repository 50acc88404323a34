import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createBetweenGrouper } from "../../app/library/group-between.ts";
import { chooseLibraryRecipe } from "../../app/library/choose-recipe.ts";
import { openLibrary } from "../../app/library/open-library.ts";
import { scanFolders } from "../../app/library/scan.ts";
import { openDefaultModelStore } from "../../app/models/open-default-store.ts";
import { samplesFolder } from "../support/served-library.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("when faces are grouped while a scan goes on", () => {
  it("first after some photos, then each time that there are twice as many", async () => {
    const at: number[] = [];
    let done = 0;
    const grouper = createBetweenGrouper(async () => await Promise.resolve(at.push(done)), 10);

    for (done = 1; done <= 100; done++) {
      grouper.note(done);
      await grouper.idle();
    }

    expect(at).toEqual([10, 20, 40, 80]);
  });

  it("never twice at once, and what goes wrong is told at the end", async () => {
    const { promise, reject } = Promise.withResolvers<undefined>();
    let begun = 0;
    const grouper = createBetweenGrouper(async () => {
      begun += 1;
      await promise;
    }, 1);

    for (const done of [1, 2, 4, 8]) grouper.note(done);
    reject(new Error("the disk is full"));

    await expect(grouper.idle()).rejects.toThrow("the disk is full");
    grouper.note(100);
    expect(begun).toBe(1);
  });
});

it("people appear before a scan is over, and in the end every face has its place", async () => {
  using library = await openLibrary(join(temporaryFolder(), "library"), { command: "test" });
  const { db } = library;
  const grouped = () =>
    db.prepare<[], number>("SELECT count(*) FROM faces WHERE cluster_id IS NOT NULL").pluck().get() ?? 0;
  const before: number[] = [];
  const recipe = await chooseLibraryRecipe(db, await openDefaultModelStore(), {}, () => undefined);

  await scanFolders(library, {
    ...{ folders: [samplesFolder], recipe, processes: 1, groupAfterPhotos: 2 },
    onProgress: (progress) => {
      if (progress.phase === "reading" && progress.done === progress.total) before.push(grouped());
    },
  });

  expect(before[0]).toBeGreaterThan(0);
  expect(grouped()).toBeGreaterThan(before[0] ?? Infinity);
  expect(db.prepare("SELECT count(*) FROM faces WHERE cluster_id IS NULL").pluck().get()).toBe(0);
});
