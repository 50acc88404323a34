import { join } from "node:path";
import { expect, test } from "vitest";
import { sampleLibrary, serveForTest } from "../support/served-library.ts";
import { runFamiliar, startFamiliar } from "../support/run-familiar.ts";

test("commands that only read work beside an open window, and see what was just done in it", async () => {
  const libraryFolder = await sampleLibrary();
  const { client, server } = await serveForTest({ libraryFolder });
  const faceId =
    server.context.library.db.prepare<[], number>("SELECT min(id) FROM faces").pluck().get() ?? 0;
  await client.faces.name.$post({ json: { faceIds: [faceId], person: { name: "Anna" } } });

  for (const command of [
    ...[["people"], ["person", "Anna"], ["faces"], ["search", "Anna"], ["history", "--person", "Anna"]],
  ]) {
    const run = await runFamiliar([...command, "--library", libraryFolder, "--json"]);
    expect(run, command.join(" ")).toMatchObject({ exitCode: 0 });
    expect(run.out, command.join(" ")).toMatch(command[0] === "faces" ? /"personId": ?1/ : /Anna/);
  }
});

test("commands that change it say who holds it and what to do, and change nothing", async () => {
  const libraryFolder = await sampleLibrary();
  const serving = startFamiliar(["serve", "--library", libraryFolder, "--json"]);
  await serving.says(/"address"/);

  for (const command of [["name", "face:1", "Anna"], ["undo"], ["scan", join(libraryFolder, "..")]]) {
    const run = await runFamiliar([...command, "--library", libraryFolder]);
    expect(run, command.join(" ")).toMatchObject({ exitCode: 3, out: "" });
    expect(run.errors, command.join(" ")).toContain(
      `is in use by "familiar serve" (process ${String(serving.pid)}, since `,
    );
    expect(run.errors).toContain("Do this in its window, or close Familiar there, then try again.");
  }
  serving.signal("SIGINT");
  await serving.ended;
  const people = await runFamiliar(["people", "--library", libraryFolder, "--json"]);
  expect(JSON.parse(people.out)).toMatchObject({ people: [] });
});
