import { useState } from "react";
import {
  exportAddress,
  useExportNames,
  useExports,
  useUploadNames,
  type ExportFormat,
  type UploadedNames,
} from "../../api/transfer.ts";
import { Button } from "../../components/button.tsx";
import { FileButton } from "../../components/file-button.tsx";
import { PageSection } from "../../components/page.tsx";
import { texts } from "../../texts/texts.ts";
import { ImportNamesDialog } from "./import-names-dialog.tsx";
import styles from "./settings-screen.module.css";

const formats: readonly ExportFormat[] = ["json", "csv", "people"];

/** By which an export of this format is known among the files that can be saved. */
const prefixes: Readonly<Record<ExportFormat, string>> = {
  ...{ json: "familiar-names-", csv: "familiar-faces-", people: "familiar-people-" },
};

/** Names out of the library, and into it. */
export function TransferSection() {
  const [uploaded, setUploaded] = useState<UploadedNames | null>(null);
  const upload = useUploadNames(setUploaded);
  return (
    <PageSection title={texts.transfer.title}>
      <p className={styles["soft"]}>{texts.transfer.text}</p>
      <ExportRows />
      <div className={styles["deed"]}>
        <FileButton
          label={upload.isPending ? texts.transfer.reading : texts.transfer.import}
          accept=".json,application/json"
          disabled={upload.isPending}
          onFile={upload.mutate}
        >
          {upload.isPending ? texts.transfer.reading : texts.transfer.import}
        </FileButton>
        <p className={styles["soft"]}>{texts.transfer.importText}</p>
      </div>
      {uploaded !== null && (
        <ImportNamesDialog
          uploaded={uploaded}
          onClose={() => {
            setUploaded(null);
          }}
        />
      )}
    </PageSection>
  );
}

function ExportRows() {
  const exports = useExports().data ?? [];
  const exportNames = useExportNames();
  return (
    <ul className={styles["rows"]}>
      {formats.map((format) => {
        const { name, text, export: label } = texts.transfer.formats[format];
        const kept = exports.find((file) => file.name.startsWith(prefixes[format]));
        return (
          <li key={format} className={styles["row"]}>
            <div className={styles["words"]}>
              <p className={styles["name"]}>{name}</p>
              <p className={styles["soft"]}>{text}</p>
              {kept !== undefined && (
                <a href={exportAddress(kept.name)} download={kept.name}>
                  {texts.transfer.save(kept.name, kept.sizeBytes)}
                </a>
              )}
            </div>
            <Button
              size="small"
              aria-label={label}
              onClick={() => {
                exportNames.mutate(format);
              }}
            >
              {texts.transfer.exportShort}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
