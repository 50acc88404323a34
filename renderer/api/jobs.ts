import { useMutation, useQuery } from "@tanstack/react-query";
import type { JobReport } from "../../app/jobs/job-report.ts";
import type { Job } from "../../app/jobs/job.ts";
import { useToasts } from "../components/use-toasts.ts";
import { client } from "./client.ts";
import { readAnswer } from "./read-answer.ts";

export type { Job, JobReport };

/** What runs and waits, oldest first, and what is over, newest first. Progress comes by itself. */
export function useJobs() {
  return useQuery({ queryKey: ["jobs"], queryFn: async () => await readAnswer(client.jobs.$get()) });
}

/** One run; null while it is not known yet. */
export function useJob(jobId: number | null): Job | null {
  const jobs = useJobs().data;
  return [...(jobs?.open ?? []), ...(jobs?.finished ?? [])].find(({ id }) => id === jobId) ?? null;
}

/** What came of a run that is over. */
export function useJobReport(jobId: number | null) {
  return useQuery({
    queryKey: ["jobs", "report", jobId],
    queryFn: async () =>
      (await readAnswer(client.jobs[":id"].report.$get({ param: { id: String(jobId) } }))).report,
    enabled: jobId !== null,
  });
}

export type JobDeed = "pause" | "resume" | "cancel";

/** Pauses, resumes and cancels. */
export function useJobDeed() {
  const { complain } = useToasts();
  return useMutation({
    mutationFn: async ({ jobId, deed }: { readonly jobId: number; readonly deed: JobDeed }) =>
      await readAnswer(client.jobs[":id"][deed].$post({ param: { id: String(jobId) } })),
    onError: complain,
  });
}

/** Files that could not be used. */
export function useFailures() {
  return useQuery({
    queryKey: ["folders", "failures"],
    queryFn: async () => (await readAnswer(client.failures.$get())).failures,
  });
}

/** Tries files again that could not be used. */
export function useRetry() {
  const { complain } = useToasts();
  return useMutation({
    mutationFn: async (fileIds: readonly number[]) =>
      await readAnswer(client.failures.retry.$post({ json: { fileIds: [...fileIds] } })),
    onError: complain,
  });
}
