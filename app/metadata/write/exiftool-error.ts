/** ExifTool is not there, or did not do what it was asked for. */
export class ExiftoolError extends Error {
  override readonly name = "ExiftoolError";
}
