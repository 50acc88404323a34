import { join } from "node:path";
import { expect, test } from "vitest";
import { runFamiliar, startFamiliar } from "../support/run-familiar.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("serves the window at the address that it prints, and nowhere else; Ctrl+C ends it", async () => {
  const library = join(temporaryFolder(), "library");
  const serving = startFamiliar(["serve", "--library", library]);
  await serving.says(/Familiar is open at http:\/\/127\.0\.0\.1:\d+\/\?token=\S{43}\n/);
  const address = new URL(/http\S+/.exec(serving.said.out)?.[0] ?? "");

  expect((await fetch(address.origin)).status).toBe(403);
  const opened = await fetch(address, { redirect: "manual" });
  expect(opened.status).toBe(302);
  const Cookie = opened.headers.get("set-cookie")?.split(";")[0] ?? "";
  const page = await fetch(`${address.origin}/people/7`, { headers: { Cookie } });
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await page.text()).toContain('<div id="root">');

  // The library has one owner; others are told who it is.
  const second = await runFamiliar(["serve", "--library", library]);
  expect(second).toMatchObject({ exitCode: 3, out: "" });
  expect(second.errors).toContain(`is in use by "familiar serve" (process ${serving.pid}, since `);

  serving.signal("SIGINT");
  expect(await serving.ended).toMatchObject({ exitCode: 0, signal: null });
});

test("a port that is taken is said so", async () => {
  const first = startFamiliar(["serve", "--library", join(temporaryFolder(), "library"), "--json"]);
  await first.says(/"address"/);
  const { port } = new URL((JSON.parse(first.said.out) as { address: string }).address);

  const second = await runFamiliar([
    "serve",
    "--library",
    join(temporaryFolder(), "library"),
    "--port",
    port,
  ]);

  expect(second).toMatchObject({
    exitCode: 1,
    errors: `Port ${port} is taken by another program. Choose another with --port, or leave it out.\n`,
  });
});
