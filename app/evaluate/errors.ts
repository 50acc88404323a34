/** A folder of labelled photos that cannot be used for an evaluation. */
export class LabelledFolderError extends Error {
  override readonly name = "LabelledFolderError";
  readonly folder: string;
  /** The end of a sentence, for people. */
  readonly problem: string;

  constructor(folder: string, problem: string, options?: ErrorOptions) {
    super(`The folder ${folder} cannot be evaluated: ${problem}`, options);
    this.folder = folder;
    this.problem = problem;
  }
}

/** A list of pairs that cannot be read. `line` counts from 1; 0 means the file as a whole. */
export class PairsFileError extends Error {
  override readonly name = "PairsFileError";
  readonly file: string;
  readonly line: number;

  constructor(file: string, line: number, problem: string, options?: ErrorOptions) {
    super(line === 0 ? `${file}: ${problem}` : `${file}, line ${line}: ${problem}`, options);
    this.file = file;
    this.line = line;
  }
}

/** Too few pairs of one kind for a figure that needs both kinds in every fold. */
export class TooFewPairsError extends Error {
  override readonly name = "TooFewPairsError";
  readonly same: number;
  readonly different: number;
  readonly needed: number;

  constructor(same: number, different: number, needed: number) {
    super(
      `This figure needs at least ${needed} pairs of one person and ${needed} pairs of different people, ` +
        `but there are ${same} and ${different}. Add photos, or use fewer folds.`,
    );
    this.same = same;
    this.different = different;
    this.needed = needed;
  }
}
