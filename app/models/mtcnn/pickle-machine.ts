import { UnusableWeightsError } from "../keras/unusable-weights.ts";
import { ByteCursor } from "./byte-cursor.ts";
import type { Global, PickleValue } from "./pickle-values.ts";

/** The error of a pickle that no pickler would write. */
export function wrong(what: string): UnusableWeightsError {
  return new UnusableWeightsError(`its pickle is damaged (${what}).`);
}

/** The machine that a pickle is a program for, as far as it is built here. */
export class PickleMachine {
  readonly cursor: ByteCursor;
  readonly memo: PickleValue[] = [];
  readonly #stack: PickleValue[] = [];
  isDone = false;

  constructor(bytes: Uint8Array) {
    this.cursor = new ByteCursor(bytes);
  }

  push(value: PickleValue): void {
    this.#stack.push(value);
  }

  pop(): PickleValue {
    const value = this.#stack.pop();
    if (value === undefined) throw wrong("it takes what is not there");
    return value;
  }

  top(): PickleValue {
    const value = this.pop();
    this.push(value);
    return value;
  }

  popText(): string {
    const value = this.pop();
    if (typeof value !== "string") throw wrong("a name is no text");
    return value;
  }

  popTuple(): readonly PickleValue[] {
    const value = this.pop();
    if (typeof value !== "object" || value?.kind !== "tuple") throw wrong("a tuple is missing");
    return value.items;
  }

  popGlobal(): Global {
    const value = this.pop();
    if (typeof value !== "object" || value?.kind !== "global") throw wrong("a class is missing");
    return value;
  }

  /** What was pushed since the last mark, which goes too. */
  popToMark(): PickleValue[] {
    const at = this.#stack.findLastIndex((value) => typeof value === "object" && value?.kind === "mark");
    if (at === -1) throw wrong("a mark is missing");
    return this.#stack.splice(at).slice(1);
  }

  pushTuple(count: number): void {
    const items = Array.from({ length: count }, () => this.pop()).reverse();
    this.push({ kind: "tuple", items });
  }
}
