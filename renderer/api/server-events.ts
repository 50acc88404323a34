import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Job } from "../../app/jobs/job.ts";
import type { ServerEvent } from "../../app/api/event-hub.ts";
import { staleWith, type QueryKey } from "./query-keys.ts";

interface JobList {
  readonly open: readonly Job[];
  readonly finished: readonly Job[];
}

/** Listens to the server for as long as the window is open; false while the server does not answer. */
export function useServerEvents(): boolean {
  const queries = useQueryClient();
  const [isConnected, setConnected] = useState(true);
  useEffect(() => {
    return keepListening({
      onHello: () => {
        setConnected(true);
        void readAgain(queries);
      },
      onEvent: (event) => {
        handle(queries, event);
      },
      onLost: () => {
        setConnected(false);
      },
    });
  }, [queries]);
  return isConnected;
}

/**
 * Reads anew what is shown of these; of everything, when a connection begins, as what changed while nobody listened was not
 * told. A first reading that is under way may be older than the change, and is not begun anew by an invalidation: it is
 * read once more when it has ended. What is being read for a screen that is not shown (left meanwhile, or not opened yet)
 * would pass for new when it comes: it is given up, and read when it is shown.
 */
async function readAgain(
  queries: QueryClient,
  filters: { readonly queryKey?: QueryKey } = {},
): Promise<void> {
  await queries.cancelQueries({ ...filters, type: "inactive", fetchStatus: "fetching" });
  const underWay = new Set(
    queries
      .getQueryCache()
      .findAll({ ...filters, fetchStatus: "fetching" })
      .filter(({ state }) => state.data === undefined)
      .map(({ queryHash }) => queryHash),
  );
  await queries.invalidateQueries(filters);
  if (underWay.size > 0)
    await queries.invalidateQueries({ predicate: ({ queryHash }) => underWay.has(queryHash) });
}

/** How long after a refusal the server is asked again. */
const askAgainMs = 1_000;

/**
 * Browsers connect again by themselves when a connection breaks, but never after an answer that is an error, as the
 * desktop app gives while the server starts. Returns what ends it.
 */
function keepListening(listener: {
  readonly onHello: () => void;
  readonly onEvent: (event: ServerEvent) => void;
  readonly onLost: () => void;
}): () => void {
  let source: EventSource;
  let clock: ReturnType<typeof setTimeout> | undefined;
  const listen = () => {
    source = new EventSource("/api/events");
    source.addEventListener("hello", listener.onHello);
    source.addEventListener("message", ({ data }: MessageEvent<string>) => {
      // Our own server's words, typed at both ends.
      listener.onEvent(JSON.parse(data) as ServerEvent);
    });
    // The server closes, or opens its library anew: it is asked at once.
    source.addEventListener("again", () => {
      source.close();
      listen();
    });
    source.addEventListener("error", () => {
      listener.onLost();
      if (source.readyState === EventSource.CLOSED) clock = setTimeout(listen, askAgainMs);
    });
  };
  listen();
  return () => {
    clearTimeout(clock);
    source.close();
  };
}

function handle(queries: QueryClient, event: ServerEvent): void {
  if (event.kind === "job") {
    noteJob(queries, event.job);
    return;
  }
  for (const part of event.parts) {
    for (const stale of staleWith[part]) void readAgain(queries, { queryKey: [stale] });
  }
}

/** Progress comes several times a second: it is put into the list, which is read anew only when a job ends or begins. */
function noteJob(queries: QueryClient, job: Job): void {
  const list = queries.getQueryData<JobList>(["jobs"]);
  const known = list?.open.find(({ id }) => id === job.id);
  if (list === undefined || known?.state !== job.state) {
    void readAgain(queries, { queryKey: ["jobs"] });
    return;
  }
  queries.setQueryData<JobList>(["jobs"], {
    ...list,
    open: list.open.map((other) => (other.id === job.id ? job : other)),
  });
}
