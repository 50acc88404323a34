// A thread of neighbour-search.ts: looks up neighbours in an index of its own.
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { FaceIndex } from "./face-index.ts";
import { nearFaces, neighboursTask } from "./near-faces.ts";

const { file, dimensions } = z.strictObject({ file: z.string(), dimensions: z.int() }).parse(workerData);
const index = await FaceIndex.read(file, dimensions);

parentPort?.on("message", (message: unknown) => {
  parentPort?.postMessage(nearFaces(index, neighboursTask.parse(message)));
});
