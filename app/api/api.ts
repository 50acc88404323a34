import { Hono } from "hono";
import { albumRoutes } from "./albums.ts";
import { answerError } from "./answer-error.ts";
import { awaitTurn } from "./await-turn.ts";
import { compareRoutes } from "./compare.ts";
import type { ServerContext } from "./context.ts";
import { eventRoutes } from "./events.ts";
import { faceRoutes } from "./faces.ts";
import { failureRoutes } from "./failures.ts";
import { folderRoutes } from "./folders.ts";
import { groupRoutes } from "./groups.ts";
import { historyRoutes } from "./history.ts";
import { jobRoutes } from "./jobs.ts";
import { liveRoutes } from "./live.ts";
import { metadataRoutes } from "./metadata.ts";
import { mediaRoutes } from "./media.ts";
import { modelFileRoutes } from "./model-files.ts";
import { settingsRoutes } from "./settings.ts";
import { peopleRoutes } from "./people.ts";
import { photoRoutes } from "./photos.ts";
import { reviewRoutes } from "./review.ts";
import { searchRoutes } from "./search.ts";
import { transferRoutes } from "./transfer.ts";

/** All routes of the API, one router a noun. */
function apiRoutes(context: ServerContext) {
  return new Hono()
    .route("/albums", albumRoutes(context))
    .route("/faces", faceRoutes(context))
    .route("/failures", failureRoutes(context))
    .route("/compare", compareRoutes(context))
    .route("/folders", folderRoutes(context))
    .route("/groups", groupRoutes(context))
    .route("/history", historyRoutes(context))
    .route("/jobs", jobRoutes(context))
    .route("/live", liveRoutes(context))
    .route("/metadata", metadataRoutes(context))
    .route("/model-files", modelFileRoutes(context))
    .route("/people", peopleRoutes(context))
    .route("/settings", settingsRoutes(context))
    .route("/photos", photoRoutes(context))
    .route("/review", reviewRoutes(context))
    .route("/search", searchRoutes(context))
    .route("/transfer", transferRoutes(context));
}

/** The type that the window's client is made from. */
export type Api = ReturnType<typeof apiRoutes>;

/** API, events and pictures, without guard and window: what the tests ask directly. */
export function createApi(context: ServerContext, log: (error: unknown) => void) {
  const app = new Hono()
    .use("/api/*", awaitTurn(context.writeTurns))
    .route("/api", apiRoutes(context))
    .route("/api/events", eventRoutes(context))
    .route("/media", mediaRoutes(context));
  app.onError((error, c) => answerError(error, c, { library: context.library, log }));
  app.notFound((c) =>
    c.json({ error: { code: "NotFound", message: "There is no such address.", details: {} } }, 404),
  );
  return app;
}
