/** There is no ensemble, it is damaged, or a model that it was made of is not there as it was. */
export class EnsembleError extends Error {
  override readonly name = "EnsembleError";
}

/** A folder of known people that cannot be used. */
export class KnownFolderError extends Error {
  override readonly name = "KnownFolderError";
}

/** A photo that cannot be read. */
export class UnusablePhotoError extends Error {
  override readonly name = "UnusablePhotoError";
  readonly file: string;
  /** A sentence for people. */
  readonly reason: string;

  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`${file}: ${reason}`, options);
    this.file = file;
    this.reason = reason;
  }
}

/** Marked copies of photos cannot be written where they are to go. */
export class AnnotationError extends Error {
  override readonly name = "AnnotationError";
}
