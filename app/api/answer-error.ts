import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { AlbumError } from "../albums/errors.ts";
import { JobStateError, UnknownJobError } from "../jobs/errors.ts";
import { NothingToRedoError, NothingToUndoError } from "../journal/errors.ts";
import { UnknownFolderError } from "../library/actions/remove-folder.ts";
import { explainLibraryError, type Library } from "../library/open-library.ts";
import { PeopleError } from "../people/errors.ts";
import { ReviewError } from "../review/errors.ts";
import { SearchError } from "../search/errors.ts";
import { TransferError } from "../transfer/errors.ts";
import { BadRequestError, NotFoundError, RefusedError } from "./errors.ts";

/** What a route answers when it does not do what was asked. */
export interface ErrorAnswer {
  readonly error: {
    /** The name of the error: "NameTakenError". */
    readonly code: string;
    /** For people, shown as it is. */
    readonly message: string;
    /** More of it for the window: ids, positions. Never a path. */
    readonly details: Readonly<Record<string, unknown>>;
  };
}

/** Turns what a route threw into an answer. What is not for the user is logged and answered with 500. */
export function answerError(
  error: unknown,
  context: Context,
  options: { readonly library: Pick<Library, "folders">; readonly log: (error: unknown) => void },
): Response {
  if (error instanceof HTTPException) return error.getResponse();
  if (isBrokenOff(error)) return brokenOff();
  const status = statusOf(error);
  const explained = status === undefined ? explainLibraryError(error, options.library) : error;
  if (status === undefined) options.log(error);
  const isError = explained instanceof Error;
  const answer: ErrorAnswer = {
    error: {
      code: isError ? explained.name : "Error",
      message: isError ? explained.message : String(explained),
      details: isError && status !== undefined ? detailsOf(explained) : {},
    },
  };
  return context.json(answer, status ?? 500);
}

/** To a request that ended before all of it was here: an upload that was broken off. Nobody reads it. */
export function brokenOff(): Response {
  return new Response(null, { status: 400 });
}

/** Is it what Node ends the body of a request with whose sender went away (abortIncoming of _http_server.js)? */
function isBrokenOff(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && error.code === "ECONNRESET" && error.message === "aborted"
  );
}

function statusOf(error: unknown): ContentfulStatusCode | undefined {
  if (error instanceof NotFoundError || error instanceof UnknownJobError) return 404;
  if (error instanceof SearchError || error instanceof BadRequestError) return 400;
  const isRefusal =
    error instanceof PeopleError ||
    error instanceof AlbumError ||
    error instanceof ReviewError ||
    error instanceof JobStateError ||
    error instanceof NothingToUndoError ||
    error instanceof NothingToRedoError ||
    error instanceof RefusedError ||
    error instanceof TransferError ||
    error instanceof UnknownFolderError;
  return isRefusal ? 409 : undefined;
}

/** The fields of an error without those of Error itself, and without paths, which the window has no use for. */
function detailsOf(error: Error): Record<string, unknown> {
  const own = Object.entries(error).filter(
    ([name]) => !["name", "message", "cause", "photo", "folder", "path"].includes(name),
  );
  return Object.fromEntries(own);
}
