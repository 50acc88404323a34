import { useQuery } from "@tanstack/react-query";
import { client } from "./client.ts";
import { readAnswer } from "./read-answer.ts";

/** What there is to look at, and whether Familiar is looking: for screens that have nothing to show yet. */
export interface ScanState {
  /** No folder was ever added. */
  readonly isNew: boolean;
  /** A scan waits or runs. */
  readonly isScanning: boolean;
  /** "Finding faces" */
  readonly phase: string | null;
  readonly done: number;
  /** Null = not known yet. */
  readonly total: number | null;
}

/** Undefined until it is known. */
export function useScanState(): ScanState | undefined {
  const jobs = useQuery({ queryKey: ["jobs"], queryFn: async () => await readAnswer(client.jobs.$get()) });
  const folders = useQuery({
    queryKey: ["folders", "list"],
    queryFn: async () => await readAnswer(client.folders.$get()),
  });
  if (jobs.data === undefined || folders.data === undefined) return undefined;
  const scan = jobs.data.open.find(({ kind }) => kind === "scan");
  return {
    isNew: folders.data.isNew,
    isScanning: scan !== undefined,
    phase: scan?.progress?.phase ?? null,
    done: scan?.progress?.done ?? 0,
    total: scan?.progress?.total ?? null,
  };
}
