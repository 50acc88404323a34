import path from "node:path";

import { readIdentity } from "./add-from-file.ts";
import {
  ModelIdError,
  UnknownModelError,
  WeightsError,
  WeightsTakenError,
  WrongDigestError,
} from "./errors.ts";
import { fetchFromUrl } from "./fetch-url.ts";
import type { KerasNetworkName } from "./keras/network-names.ts";
import type { KerasEmbeddingDescription, ModelDescription, NetworkDescription } from "./manifest.ts";
import { modelIdPattern } from "./model-fields.ts";
import { copyIntoStore, moveIntoPlace, withIncomingFolder } from "./place-file.ts";
import { rememberUserModels } from "./user-models.ts";

/** What the user says about weights. */
export interface WeightsWish {
  /** Absent = the network that they fit. */
  readonly id?: string | undefined;
  /** Of a name of the user's own: whose weights these are. */
  readonly network?: KerasNetworkName | undefined;
  /** A file, or an address (http, https). */
  readonly from: string;
  /** What the file must be; absent = whatever fits. */
  readonly sha256?: string | undefined;
  readonly onReceived?: ((receivedBytes: number, totalBytes: number | null) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface WeightsContext {
  readonly folder: string;
  /** The built-in models, then the user's own. */
  readonly models: readonly ModelDescription[];
  readonly networks: readonly NetworkDescription[];
  /** Throws WeightsError for weights that do not fit. */
  readonly checkWeights: (file: string, network: NetworkDescription) => Promise<void>;
}

/** What was added: all models whose weights are in the file, the one that was asked for first. */
export interface AddedWeights {
  readonly models: readonly [KerasEmbeddingDescription, ...KerasEmbeddingDescription[]];
  readonly path: string;
  readonly sha256: string;
}

export function isAddress(from: string): boolean {
  return /^https?:\/\//i.test(from);
}

/** Does this ask for weights of a network, and not for a model file? */
export function asksForWeights(
  networks: readonly NetworkDescription[],
  { id, network, from }: Pick<WeightsWish, "id" | "network" | "from">,
): boolean {
  const isNamed = network !== undefined || networks.some((known) => known.id === id);
  return isNamed || isAddress(from) || /\.(h5|hdf5|h5\.zip)$/i.test(from);
}

async function findFitting(
  file: string,
  { networks, checkWeights }: WeightsContext,
): Promise<NetworkDescription> {
  const reasons: string[] = [];
  for (const network of networks) {
    try {
      await checkWeights(file, network);
      return network;
    } catch (error) {
      if (!(error instanceof WeightsError)) throw error;
      reasons.push(`${network.id}: ${error.reason}`);
    }
  }
  // A file that is none at all fails for all of them alike.
  const [first = "", ...others] = new Set(reasons.map((reason) => reason.slice(reason.indexOf(":") + 2)));
  throw new WeightsError(
    file,
    others.length === 0 ? first : `they fit none of the networks.\n  ${reasons.join("\n  ")}`,
  );
}

/** Which network is meant, as far as the user says; undefined = any. */
function namedNetwork(
  wish: WeightsWish,
  { networks, models }: WeightsContext,
): NetworkDescription | undefined {
  if (wish.network !== undefined) return networks.find(({ network }) => network === wish.network);
  if (wish.id === undefined) return undefined;
  const named = networks.find(({ id }) => id === wish.id) ?? networkOfOwn(wish.id, { networks, models });
  if (named !== undefined) return named;
  if (models.some(({ id }) => id === wish.id)) {
    throw new WeightsError(
      wish.from,
      `${wish.id} is a model of its own, not a network that takes weights. Fetch it with ` +
        `\`familiar models install ${wish.id}\`, or give its file.`,
    );
  }
  throw new UnknownModelError(
    wish.id,
    networks.map(({ id }) => id),
  );
}

/** Weights under a name of the user's own are added again. */
function networkOfOwn(
  id: string,
  { networks, models }: Pick<WeightsContext, "networks" | "models">,
): NetworkDescription | undefined {
  const own = models.find((model) => model.id === id);
  if (own?.task !== "embedding" || own.format !== "keras") return undefined;
  return networks.find(({ network }) => network === own.network);
}

/** A network with weights is a model like any other. */
function describeModels(
  network: NetworkDescription,
  wish: WeightsWish,
  file: { readonly sizeBytes: number; readonly sha256: string },
  networks: readonly NetworkDescription[],
): [KerasEmbeddingDescription, ...KerasEmbeddingDescription[]] {
  const source: KerasEmbeddingDescription["source"] = isAddress(wish.from)
    ? { type: "url", url: wish.from }
    : { type: "file" };
  const describe = (of: NetworkDescription): KerasEmbeddingDescription => {
    const described: KerasEmbeddingDescription & Partial<Pick<NetworkDescription, "weights">> = {
      ...{ ...of, ...file, source },
    };
    // Where they are published says nothing of this file.
    delete described.weights;
    return described;
  };
  const { id = network.id } = wish;
  if (!networks.some((known) => known.id === id)) {
    if (!modelIdPattern.test(id)) throw new ModelIdError(id);
    return [{ ...describe(network), id, title: `${id} (${network.title}, your own)`, fileName: `${id}.h5` }];
  }
  // One file serves all descriptors of its network.
  const others = networks.filter((other) => other.fileName === network.fileName && other.id !== network.id);
  return [describe(network), ...others.map(describe)];
}

function requireFree(added: readonly KerasEmbeddingDescription[], models: readonly ModelDescription[]): void {
  for (const one of added) {
    const there = models.find((model) => model.id === one.id);
    const isOther = there !== undefined && there.sha256 !== one.sha256;
    if (isOther) throw new WeightsTakenError(one.id, one.network, { there: there.sha256, given: one.sha256 });
  }
}

async function addFile(
  file: string,
  wish: WeightsWish,
  context: WeightsContext,
  place: (file: string, fileName: string) => Promise<string>,
): Promise<AddedWeights> {
  const named = namedNetwork(wish, context);
  const identity = await readIdentity(file);
  if (wish.sha256 !== undefined && identity.sha256 !== wish.sha256.toLowerCase()) {
    throw new WrongDigestError(
      wish.from,
      "the file that you named by its digest",
      wish.sha256,
      identity.sha256,
    );
  }
  const network = named ?? (await findFitting(file, context));
  const models = describeModels(network, wish, identity, context.networks);
  requireFree(models, context.models);
  if (named !== undefined) await context.checkWeights(file, named);
  const placed = await place(file, models[0].fileName);
  await rememberUserModels(context.folder, models);
  return { models, path: placed, sha256: identity.sha256 };
}

/**
 * Puts weights of a network into the store, from a file or an address, when they fit it layer by layer. Their digest is
 * kept, so that another file of that name is noticed.
 * @throws WeightsError naming the layer that is wrong, WrongDigestError, WeightsTakenError, UnknownModelError,
 * ModelIdError, ModelFileError, FetchError, or the signal's reason
 */
export async function addWeights(wish: WeightsWish, context: WeightsContext): Promise<AddedWeights> {
  if (!isAddress(wish.from)) {
    return await addFile(wish.from, wish, context, async (file, fileName) => {
      return await copyIntoStore(file, context.folder, fileName);
    });
  }
  // Said before anything is fetched.
  namedNetwork(wish, context);
  return await withIncomingFolder(context.folder, async (incomingFolder) => {
    const destination = path.join(incomingFolder, "weights.h5");
    const download = { url: wish.from, destination, sizeBytes: null, sha256: null, title: "the weights" };
    await fetchFromUrl(download, { onReceived: wish.onReceived, signal: wish.signal });
    const added = addFile(destination, wish, context, async (file, fileName) => {
      const place = path.join(context.folder, fileName);
      await moveIntoPlace(file, place);
      return place;
    });
    return await added.catch((error: unknown) => {
      // The user knows the address, not the file that is gone by now.
      throw error instanceof WeightsError
        ? new WeightsError(wish.from, error.reason, { cause: error })
        : error;
    });
  });
}
