import { createRequire } from "node:module";
import path from "node:path";
import util from "node:util";

import { TensorFlowMissingError } from "../../errors.ts";
import type { TensorFlow } from "./value.ts";

/** Native = TensorFlow's C library; wasm = the same operators compiled to WebAssembly, which every machine has. */
export type TensorFlowKind = "native" | "wasm";

export interface TensorFlowLibrary {
  readonly tf: TensorFlow;
  readonly kind: TensorFlowKind;
  /** For people: "TensorFlow.js 4.22.0, WebAssembly". */
  readonly description: string;
  /**
   * Makes this kind compute from now on. All copies of TensorFlow.js in a process share one engine, so that a process
   * which has loaded both kinds (tests, benches) must say which is meant, each time.
   */
  readonly activate: () => void;
}

/** Native TensorFlow is not there, or does not load on this machine; `cause` says why. */
export class NativeTensorFlowError extends Error {
  override readonly name = "NativeTensorFlowError";
}

/** As the native package's own type would be, if it were sure to be installed. */
interface NativeModule extends TensorFlow {
  readonly version: { readonly "tfjs-node": string };
  backend(): ReturnType<TensorFlow["backend"]> & { binding?: { TF_Version?: string } };
}

/**
 * One thread, as there is one analyzer process a core; and no lines about the processor on stderr. TensorFlow reads
 * these when it is loaded.
 */
const nativeSettings = {
  TF_CPP_MIN_LOG_LEVEL: "2",
  TF_NUM_INTRAOP_THREADS: "1",
  TF_NUM_INTEROP_THREADS: "1",
};

/** Where `test/native-tensorflow/build.ts` or the user has put @tensorflow/tfjs-node, or else Familiar's own packages. */
function requireNative(): NodeJS.Require {
  const folder = process.env["FAMILIAR_TENSORFLOW"];
  return createRequire(
    folder === undefined || folder === "" ? import.meta.url : path.resolve(folder, "package.json"),
  );
}

/** Of a backend that was started before, this takes effect at once, whatever the promise is for. */
function activator(tf: TensorFlow, backend: string): () => void {
  return () => {
    if (tf.getBackend() !== backend) void tf.setBackend(backend);
  };
}

function loadNative(): TensorFlowLibrary {
  // tfjs-node 4.22 calls both for every tensor: one is gone since Node 23, the other warns on stderr.
  Object.assign(util, {
    isNullOrUndefined: (value: unknown) => value === undefined || value === null,
    isArray: Array.isArray,
  });
  for (const [name, value] of Object.entries(nativeSettings)) process.env[name] ??= value;
  try {
    const tf = requireNative()("@tensorflow/tfjs-node") as NativeModule;
    if (tf.getBackend() !== "tensorflow") throw new Error(`its backend is ${tf.getBackend()}`);
    const version = tf.backend().binding?.TF_Version ?? "";
    return {
      tf,
      kind: "native",
      activate: activator(tf, "tensorflow"),
      description: `TensorFlow ${version}, native (tfjs-node ${tf.version["tfjs-node"]})`,
    };
  } catch (cause) {
    throw new NativeTensorFlowError(
      "Native TensorFlow (@tensorflow/tfjs-node) does not load on this machine.",
      { cause },
    );
  }
}

async function importWasm(): Promise<TensorFlow> {
  try {
    const tf = await import("@tensorflow/tfjs-core");
    await import("@tensorflow/tfjs-backend-wasm");
    return tf;
  } catch (cause) {
    const isMissing = cause instanceof Error && "code" in cause && cause.code === "ERR_MODULE_NOT_FOUND";
    throw isMissing ? new TensorFlowMissingError({ cause }) : cause;
  }
}

async function loadWasm(): Promise<TensorFlowLibrary> {
  const tf = await importWasm();
  if (!(await tf.setBackend("wasm")))
    throw new Error("TensorFlow's WebAssembly does not start on this machine.");
  await tf.ready();
  return {
    tf,
    kind: "wasm",
    activate: activator(tf, "wasm"),
    description: `TensorFlow.js ${tf.version_core}, WebAssembly`,
  };
}

const loaded = new Map<TensorFlowKind, Promise<TensorFlowLibrary>>();

/** One copy a process; a failure is not kept, so that what was repaired is found. */
async function loadOnce(kind: TensorFlowKind): Promise<TensorFlowLibrary> {
  const loading = loaded.get(kind) ?? (kind === "native" ? Promise.resolve().then(loadNative) : loadWasm());
  loaded.set(kind, loading);
  try {
    return await loading;
  } catch (error) {
    loaded.delete(kind);
    throw error;
  }
}

/**
 * Loads TensorFlow: the kind asked for, or native where it loads and WebAssembly elsewhere.
 * @throws NativeTensorFlowError when native was asked for and is not to be had, TensorFlowMissingError when neither is
 */
export async function loadTensorFlow(kind?: TensorFlowKind): Promise<TensorFlowLibrary> {
  if (kind !== undefined) return await loadOnce(kind);
  try {
    return await loadOnce("native");
  } catch (error) {
    if (!(error instanceof NativeTensorFlowError)) throw error;
    return await loadOnce("wasm");
  }
}
