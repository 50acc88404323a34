import { expect, it } from "vitest";
import { newestWins } from "../../../app/library/live/newest-wins.ts";

/** Work that is done when the test says so. */
function heldWork() {
  const begun: { readonly job: number; readonly end: (error?: Error) => void }[] = [];
  const queue = newestWins(
    async (job: number) =>
      await new Promise<string>((resolve, reject) => {
        begun.push({
          job,
          end: (error) => {
            if (error === undefined) resolve(`done ${job}`);
            else reject(error);
          },
        });
      }),
  );
  return { begun, give: queue.give };
}

it("does one job at a time, and of those that wait the newest", async () => {
  const { begun, give } = heldWork();
  const answers = [give(1), give(2), give(3), give(4)];
  expect(begun.map(({ job }) => job)).toEqual([1]);
  expect(await answers[1]).toBeNull();
  expect(await answers[2]).toBeNull();

  begun[0]?.end();
  expect(await answers[0]).toBe("done 1");
  expect(begun.map(({ job }) => job)).toEqual([1, 4]);
  begun[1]?.end();
  expect(await answers[3]).toBe("done 4");
});

it("goes on after a job that failed", async () => {
  const { begun, give } = heldWork();
  const [failed, next] = [give(1), give(2)];

  begun[0]?.end(new Error("broken"));

  await expect(failed).rejects.toThrow("broken");
  begun[1]?.end();
  expect(await next).toBe("done 2");
});
