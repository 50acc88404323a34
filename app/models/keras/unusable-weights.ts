/** Why a weights file cannot be used, in words that end a sentence about it; without its path. */
export class UnusableWeightsError extends Error {
  override readonly name = "UnusableWeightsError";
}
