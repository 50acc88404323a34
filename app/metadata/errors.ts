/** Metadata of a file that cannot be read, or cannot be written as asked. A caller shows `message` as it is. */
export class MetadataError extends Error {
  override readonly name: string = "MetadataError";
  readonly path: string;

  constructor(path: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.path = path;
  }
}

/** XMP that is no XMP: broken, too large, or made to do harm. The names in it are left out. */
export class XmpError extends Error {
  override readonly name = "XmpError";
}
