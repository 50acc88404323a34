import { useMutation, useQuery } from "@tanstack/react-query";
import type { ExportFormat } from "../../app/transfer/export-names.ts";
import type { Job } from "../../app/jobs/job.ts";
import type { ImportReport } from "../../app/transfer/import-report.ts";
import { useToasts } from "../components/use-toasts.ts";
import { client } from "./client.ts";
import { readAnswer } from "./read-answer.ts";
import { sendFile } from "./send-file.ts";

export type { ExportFormat, ImportReport };

/** A file that was uploaded, and the job that finds out what its import would do. */
interface UploadedNames {
  readonly upload: string;
  readonly job: Job;
}

/** What the import of a file would do; null when no file waits for an answer. */
export function useImportPreview() {
  return useQuery({
    queryKey: ["settings", "import-preview"],
    queryFn: async () => (await readAnswer(client.transfer.imports.$get())).preview,
  });
}

/** A file that was uploaded, and what its import would do. */
export type ImportPreview = NonNullable<ReturnType<typeof useImportPreview>["data"]>;

/** Exports that can be saved. */
export function useExports() {
  return useQuery({
    queryKey: ["settings", "exports"],
    queryFn: async () => (await readAnswer(client.transfer.exports.$get())).exports,
  });
}

/** Where a browser fetches an export. */
export function exportAddress(name: string): string {
  return `/api/transfer/exports/${encodeURIComponent(name)}`;
}

/** Writes an export, as a job. */
export function useExportNames() {
  const { complain } = useToasts();
  return useMutation({
    mutationFn: async (format: ExportFormat) =>
      await readAnswer(client.transfer.exports.$post({ json: { format } })),
    onError: complain,
  });
}

/** Hands a file to the server, which finds out what its import would do; `onDone` gets the job. */
export function useUploadNames(onDone: (jobId: number) => void) {
  const { complain } = useToasts();
  return useMutation({
    mutationFn: async (file: File) =>
      await sendFile<UploadedNames>(`/api/transfer/imports?name=${encodeURIComponent(file.name)}`, file),
    onSuccess: ({ job }) => {
      onDone(job.id);
    },
    onError: complain,
  });
}

/** Imports a file that was uploaded, as a job; `samePeople` are who is called like somebody here, and is them. */
export function useImportNames() {
  const { complain } = useToasts();
  return useMutation({
    mutationFn: async ({
      upload,
      fileName,
      samePeople,
    }: {
      readonly upload: string;
      readonly fileName: string;
      readonly samePeople: readonly string[];
    }) =>
      await readAnswer(
        client.transfer.imports[":upload"].$post({
          param: { upload },
          json: { fileName, samePeople: [...samePeople] },
        }),
      ),
    onError: complain,
  });
}

/** Takes an upload away that is not wanted. */
export function useForgetUpload() {
  return useMutation({
    mutationFn: async (upload: string) =>
      await readAnswer(client.transfer.imports[":upload"].$delete({ param: { upload } })),
  });
}
