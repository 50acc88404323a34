import { z } from "zod";

export const runtimeName = z.enum(["onnx", "tensorflow"]);

/** The runtimes that there are. */
export type RuntimeName = z.infer<typeof runtimeName>;

/** "auto" is the fastest on this computer. */
export const runtimeChoices = ["auto", ...runtimeName.options] as const;

export type RuntimeChoice = (typeof runtimeChoices)[number];
