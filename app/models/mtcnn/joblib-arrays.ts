import { UnusableWeightsError } from "../keras/unusable-weights.ts";
import { readArray, readNumberType } from "./joblib-state.ts";
import { PickleMachine, wrong } from "./pickle-machine.ts";
import type { NumberArray, PickleValue } from "./pickle-values.ts";

/** The classes that a pickle of arrays names; of any other not even the name is looked up. */
const knownClasses = new Set(["joblib.numpy_pickle.NumpyArrayWrapper", "numpy.ndarray", "numpy.dtype"]);

function pushText(machine: PickleMachine, length: number): void {
  const bytes = machine.cursor.take(length);
  try {
    machine.push(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new UnusableWeightsError("its pickle is damaged (a text is no UTF-8).", { cause });
  }
}

function pushGlobal(machine: PickleMachine): void {
  const className = machine.popText();
  const name = `${machine.popText()}.${className}`;
  if (!knownClasses.has(name)) {
    throw new UnusableWeightsError(
      `its pickle names ${JSON.stringify(name)}; weights are arrays of numbers alone.`,
    );
  }
  machine.push({ kind: "global", name });
}

/** An object without its state: joblib's stand-in for an array is the only one. */
function makeObject(machine: PickleMachine): void {
  const parameters = machine.popTuple();
  const { name } = machine.popGlobal();
  if (name !== "joblib.numpy_pickle.NumpyArrayWrapper" || parameters.length > 0) {
    throw new UnusableWeightsError(`its pickle makes a ${name}, which is not read here.`);
  }
  machine.push({ kind: "array", array: null });
}

/** A function's result: only a type of numbers is made so, and only the one that weights have. */
function callFunction(machine: PickleMachine): void {
  const [code] = machine.popTuple();
  const { name } = machine.popGlobal();
  if (name !== "numpy.dtype")
    throw new UnusableWeightsError(`its pickle calls ${name}, which is not done here.`);
  if (code !== "f4") {
    throw new UnusableWeightsError(
      `it has numbers of the type ${JSON.stringify(code)}, not 32-bit ones (f4).`,
    );
  }
  machine.push({ kind: "number type", isRead: false });
}

function setState(machine: PickleMachine): void {
  const state = machine.pop();
  const target = machine.top();
  if (typeof target === "object" && target?.kind === "number type") readNumberType(target, state);
  else if (typeof target === "object" && target?.kind === "array") readArray(target, state, machine.cursor);
  else throw wrong("a state belongs to nothing");
}

function setItems(machine: PickleMachine): void {
  const items = machine.popToMark();
  const target = machine.top();
  if (typeof target !== "object" || target?.kind !== "dictionary") throw wrong("a dictionary is missing");
  for (let at = 0; at < items.length; at += 2) {
    const [key, value] = [items[at], items[at + 1]];
    if (typeof key !== "string" || value === undefined) throw wrong("a key is no text, or has no value");
    target.entries.set(key, value);
  }
}

function appendItems(machine: PickleMachine): void {
  const items = machine.popToMark();
  const target = machine.top();
  if (typeof target !== "object" || target?.kind !== "list") throw wrong("a list is missing");
  for (const item of items) target.items.push(item);
}

function recall(machine: PickleMachine, at: number): void {
  const value = machine.memo[at];
  if (value === undefined) throw wrong("it recalls what it did not remember");
  machine.push(value);
}

/** What joblib writes a list of arrays with (pickle protocol 4); Python's `pickletools` has all there are. */
const operations: Readonly<Record<string, (machine: PickleMachine) => void>> = {
  // PROTO and FRAME: the version, and a length that matters only to who reads ahead.
  "\x80": ({ cursor }) => void cursor.take(1),
  "\x95": ({ cursor }) => void cursor.take(8),
  // NONE, NEWTRUE, NEWFALSE, BININT1, BININT2, BININT, SHORT_BINUNICODE
  N: (machine) => {
    machine.push(null);
  },
  "\x88": (machine) => {
    machine.push(true);
  },
  "\x89": (machine) => {
    machine.push(false);
  },
  K: (machine) => {
    machine.push(machine.cursor.unsigned8());
  },
  M: (machine) => {
    machine.push(machine.cursor.unsigned16());
  },
  J: (machine) => {
    machine.push(machine.cursor.signed32());
  },
  "\x8c": (machine) => {
    pushText(machine, machine.cursor.unsigned8());
  },
  // MARK, EMPTY_LIST, APPENDS, EMPTY_DICT, SETITEMS
  "(": (machine) => {
    machine.push({ kind: "mark" });
  },
  "]": (machine) => {
    machine.push({ kind: "list", items: [] });
  },
  e: appendItems,
  "}": (machine) => {
    machine.push({ kind: "dictionary", entries: new Map() });
  },
  u: setItems,
  // EMPTY_TUPLE, TUPLE1, TUPLE2, TUPLE3, TUPLE
  ")": (machine) => {
    machine.pushTuple(0);
  },
  "\x85": (machine) => {
    machine.pushTuple(1);
  },
  "\x86": (machine) => {
    machine.pushTuple(2);
  },
  "\x87": (machine) => {
    machine.pushTuple(3);
  },
  t: (machine) => {
    machine.push({ kind: "tuple", items: machine.popToMark() });
  },
  // STACK_GLOBAL, NEWOBJ, REDUCE, BUILD
  "\x93": pushGlobal,
  "\x81": makeObject,
  R: callFunction,
  b: setState,
  // MEMOIZE, BINGET
  "\x94": (machine) => {
    machine.memo.push(machine.top());
  },
  h: (machine) => {
    recall(machine, machine.cursor.unsigned8());
  },
  // STOP
  ".": (machine) => {
    machine.isDone = true;
  },
};

function arraysOf(result: PickleValue): NumberArray[] {
  if (typeof result !== "object" || result?.kind !== "list") {
    throw new UnusableWeightsError("its pickle holds no list of arrays.");
  }
  return result.items.map((item) => {
    const array = typeof item === "object" && item?.kind === "array" ? item.array : null;
    if (array === null) throw new UnusableWeightsError("its pickle's list holds something else than arrays.");
    return array;
  });
}

/**
 * The arrays of a list that joblib wrote (`joblib.dump(model.get_weights(), ...)`), already decompressed. Only what such a
 * file needs of the pickle format is understood, and nothing that it names is run.
 * @throws UnusableWeightsError for anything else, with the opcode that is not understood
 */
export function readJoblibArrays(bytes: Uint8Array): NumberArray[] {
  const machine = new PickleMachine(bytes);
  while (!machine.isDone) {
    const at = machine.cursor.position;
    const opcode = machine.cursor.unsigned8();
    const operation = operations[String.fromCharCode(opcode)];
    if (operation === undefined) {
      const code = `0x${opcode.toString(16).padStart(2, "0")}`;
      throw new UnusableWeightsError(
        `its pickle has the opcode ${code} at byte ${at}, which is not read here.`,
      );
    }
    operation(machine);
  }
  if (!machine.cursor.isAtEnd()) throw wrong("there is more after its end");
  return arraysOf(machine.pop());
}
