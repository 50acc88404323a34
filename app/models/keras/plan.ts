import { layersInOrder } from "./layer-order.ts";
import type { ActivationName, Layer } from "./layer.ts";

/** One computation: a layer, and what of the layers right after it is done with it. */
export interface PlannedStep {
  readonly layer: Layer;
  /** A normalisation that is multiplied into this layer's weights. */
  readonly normalisation: Layer | null;
  readonly activation: ActivationName;
  /** The layer whose output this step gives: the last of those it does. */
  readonly gives: Layer;
  /** The outputs it needs, each the `gives` of an earlier step or the picture. */
  readonly needs: readonly Layer[];
  /** Outputs that no later step needs. */
  readonly done: readonly Layer[];
}

/** Dropout does nothing outside of training. */
function behindDropout(layer: Layer): Layer {
  const [input] = layer.inputs;
  return layer.operation.kind === "dropout" && input !== undefined ? behindDropout(input) : layer;
}

function usersOf(layers: readonly Layer[]): Map<Layer, Layer[]> {
  const users = new Map<Layer, Layer[]>();
  for (const layer of layers) {
    for (const input of layer.inputs.map(behindDropout))
      users.set(input, [...(users.get(input) ?? []), layer]);
  }
  return users;
}

function isMultiplying({ operation }: Layer): boolean {
  return operation.kind === "convolution" || operation.kind === "dense";
}

type Joined = Pick<PlannedStep, "normalisation" | "activation" | "gives">;

/** Follows a layer as long as nothing else uses what it gives, and what comes next can be done with it. */
function join(layer: Layer, users: ReadonlyMap<Layer, readonly Layer[]>, last: Layer): Joined {
  const { operation } = layer;
  let joined: Joined = {
    normalisation: null,
    activation: "activation" in operation ? operation.activation : "linear",
    gives: layer,
  };
  const next = (): Layer | undefined => {
    const all = users.get(joined.gives) ?? [];
    return joined.gives === last || all.length !== 1 ? undefined : all[0];
  };
  const canJoin = isMultiplying(layer) && joined.activation === "linear";
  const normalisation = next();
  if (canJoin && normalisation?.operation.kind === "batch-normalization") {
    joined = { ...joined, normalisation, gives: normalisation };
  }
  const activation = next();
  const canActivate = canJoin || operation.kind === "batch-normalization";
  if (canActivate && activation?.operation.kind === "activation") {
    joined = { ...joined, activation: activation.operation.activation, gives: activation };
  }
  return joined;
}

/** The computations that lead to a layer's output, in their order; the picture is the layer without inputs. */
export function planSteps(last: Layer): PlannedStep[] {
  const end = behindDropout(last);
  const layers = layersInOrder(end).filter(({ operation }) => operation.kind !== "dropout");
  const users = usersOf(layers);
  const joinedAway = new Set<Layer>();
  const steps: Omit<PlannedStep, "done">[] = [];
  for (const layer of layers) {
    if (layer.operation.kind === "input" || joinedAway.has(layer)) continue;
    const joined = join(layer, users, end);
    for (const away of [joined.normalisation, joined.gives]) if (away !== null) joinedAway.add(away);
    steps.push({ layer, ...joined, needs: layer.inputs.map(behindDropout) });
  }
  const seen = new Set<Layer>([end]);
  return steps
    .toReversed()
    .map((step): PlannedStep => {
      const done = [...new Set(step.needs)].filter((needed) => !seen.has(needed));
      for (const needed of done) seen.add(needed);
      return { ...step, done };
    })
    .reverse();
}
