import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { storedModels } from "../../app/db/stored-recipe.ts";
import { openOwnStore } from "../support/own-store.ts";
import { sampleLibrary, serveForTest, type ServedLibrary } from "../support/served-library.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { writeWeightsFile } from "../support/weights-file.ts";

const refused = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

async function send({ ask }: ServedLibrary, query: Record<string, string>, body: Uint8Array<ArrayBuffer>) {
  const address = `/api/model-files?${new URLSearchParams(query).toString()}`;
  return await ask(address, { method: "POST", body });
}

async function weightsOfDeepId(): Promise<Uint8Array<ArrayBuffer>> {
  const file = join(temporaryFolder(), "weights.h5");
  await writeWeightsFile(file, "deepid");
  return new Uint8Array(await readFile(file));
}

describe("the API of models that the user brings", () => {
  it("lists the networks that wait for weights, and takes the weights of one", async () => {
    const served = await serveForTest({ modelsFolder: join(temporaryFolder(), "models") });
    const read = async () => await (await served.client.settings.models.$get()).json();
    const before = await read();
    expect(before.networks.find(({ id }) => id === "deepface")).toMatchObject({ isArchive: true });
    expect(before.networks.find(({ id }) => id === "vgg-face")).toMatchObject({
      ...{ title: "VGG-Face", licence: "CC-BY-NC-4.0", isArchive: false },
      address: expect.stringMatching(/^https:.*vgg_face_weights\.h5$/) as string,
    });
    const events: unknown[] = [];
    served.server.context.events.listen((event) => events.push(event));

    const answer = await send(served, { name: "my deepid.h5", network: "deepid" }, await weightsOfDeepId());

    expect(await answer.json()).toEqual({ models: [{ id: "deepid", title: "DeepID" }] });
    expect(events).toEqual([{ kind: "changed", parts: ["settings"] }]);
    const after = await read();
    expect(after.networks.map(({ id }) => id)).toEqual(
      before.networks.map(({ id }) => id).filter((id) => id !== "deepid"),
    );
    expect(after.models.find(({ id }) => id === "deepid")).toMatchObject({
      ...{ task: "embedding", isInstalled: true, isUsed: false },
    });
  });

  it("refuses what fits nothing, by the name of the file that was sent", async () => {
    const served = await serveForTest({ modelsFolder: join(temporaryFolder(), "models") });
    const other = await send(served, { name: "mine.h5", network: "openface" }, await weightsOfDeepId());
    expect(other.status).toBe(409);
    expect(refused.parse(await other.json()).error.message).toBe(
      "mine.h5 has no weights that can be used: it has weights of 6 layers, not of 75.",
    );
    const bytes = new TextEncoder().encode("Dear Ada");
    const unknown = await send(served, { name: "letter.h5", network: "of-tomorrow" }, bytes);
    expect(unknown.status).toBe(404);
    expect((await send(served, { name: "letter.onnx" }, bytes)).status).toBe(400);
    const letter = await send(served, { name: "letter.onnx", task: "detector" }, bytes);
    expect(refused.parse(await letter.json()).error.message).toMatch(
      /^letter\.onnx could not be loaded as an ONNX model/,
    );
  });

  it("fetches the weights that are published as a file, and tells why an archive cannot be", async () => {
    const { client, server } = await serveForTest({ modelsFolder: join(temporaryFolder(), "models") });
    await client.settings.models[":model"].install.$post({ param: { model: "deepface" } });
    await server.context.jobs.idle();
    const [job] = server.context.jobs.list().finished;
    expect(job).toMatchObject({ kind: "install-model", state: "failed" });
    expect(job?.message).toContain("take the .h5 file out of it");
  });
});

it("a library finds faces with another detector from the next scan on, and can go back", async () => {
  const modelsFolder = join(temporaryFolder(), "models");
  const weights = new URL(
    "../../node_modules/@vladmandic/face-api/model/tiny_face_detector_model.bin",
    import.meta.url,
  );
  await (await openOwnStore(modelsFolder)).addFromFile("tiny-face", fileURLToPath(weights));
  const { client, server } = await serveForTest({ libraryFolder: await sampleLibrary(), modelsFolder });
  const { db } = server.context.library;
  const before = storedModels(db)?.detector ?? "";
  const use = async (model: string, doesSwitch = true) => {
    const answer = await client.settings.models[":model"].use.$post({
      param: { model },
      json: { doesSwitch },
    });
    await server.context.jobs.idle();
    return answer.status;
  };

  expect(await use("tiny-face", false)).toBe(409);
  expect(storedModels(db)?.detector).toBe(before);
  expect(await use("tiny-face")).toBe(200);
  expect(storedModels(db)?.detector).toBe("tiny-face");
  expect(server.context.jobs.list().finished[0]).toMatchObject({ kind: "change-detector", state: "done" });
  expect(await use(before)).toBe(200);
  expect(storedModels(db)?.detector).toBe(before);
});
