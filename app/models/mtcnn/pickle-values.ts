/** What a pickle of arrays consists of; nothing in it is ever run. */
export type PickleValue =
  null | boolean | number | string | Mark | Global | Tuple | List | Dictionary | NumberType | ArrayPlace;

/** Where the items of a list or tuple begin on the stack. */
export interface Mark {
  readonly kind: "mark";
}

/** A class by its module and name. */
export interface Global {
  readonly kind: "global";
  readonly name: string;
}

export interface Tuple {
  readonly kind: "tuple";
  readonly items: readonly PickleValue[];
}

export interface List {
  readonly kind: "list";
  readonly items: PickleValue[];
}

export interface Dictionary {
  readonly kind: "dictionary";
  readonly entries: Map<string, PickleValue>;
}

/** numpy.dtype of 32-bit floating point numbers, little end first once its state was read. */
export interface NumberType {
  readonly kind: "number type";
  isRead: boolean;
}

/** Numbers in row-major order, as numpy has them. */
export interface NumberArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** joblib's stand-in for an array, whose bytes follow right after it. */
export interface ArrayPlace {
  readonly kind: "array";
  array: NumberArray | null;
}
