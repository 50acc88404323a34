import { ModelError, ModelRunError } from "../../errors.ts";
import type { LoadedModel, Tensor } from "../../runtime.ts";
import type { TensorFlowLibrary } from "./library.ts";

/** Something that TensorFlow computes at once, on this thread. */
export interface HeldNetwork {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  readonly run: (inputs: Readonly<Record<string, Tensor>>) => Record<string, Tensor>;
  /** Frees its weights; called once. */
  readonly close: () => void;
}

/** Has the right kind of TensorFlow compute; a failure names the model's file at `path`. @throws ModelRunError */
export function computeFor<Result>(
  path: string,
  { activate }: Pick<TensorFlowLibrary, "activate">,
  compute: () => Result,
): Result {
  activate();
  try {
    return compute();
  } catch (cause) {
    if (cause instanceof ModelError) throw cause;
    throw new ModelRunError(path, cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/**
 * A network that TensorFlow holds, as a model like any other: the right kind of TensorFlow computes each time, a failure
 * names the file at `path`, and a closed one says so.
 */
export function holdNetwork(
  path: string,
  library: Pick<TensorFlowLibrary, "activate">,
  network: HeldNetwork,
): LoadedModel {
  let isClosed = false;
  return {
    inputNames: network.inputNames,
    outputNames: network.outputNames,
    // It computes at once, on this thread; a promise as any runtime gives.
    // eslint-disable-next-line @typescript-eslint/require-await
    async run(inputs) {
      if (isClosed) throw new ModelRunError(path, "it was closed.");
      return computeFor(path, library, () => network.run(inputs));
    },
    close() {
      library.activate();
      if (!isClosed) network.close();
      isClosed = true;
      return Promise.resolve();
    },
  };
}
