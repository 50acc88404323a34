/** What was asked for is not there, or no more. */
export class NotFoundError extends Error {
  override readonly name = "NotFoundError";
}

/** What was asked for cannot be done as things are; `message` says what to do instead. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
}

/** A request that is not as the route wants it. */
export class BadRequestError extends Error {
  override readonly name = "BadRequestError";
}
