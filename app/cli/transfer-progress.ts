import { sizeAsText } from "./models-output.ts";

/** A line is written for each of these shares of a large file. */
const share = 0.1;
/** Below this a transfer takes no time worth reporting. */
const largeBytes = 20e6;

/** Says when a transfer begins, and of a large one how far it is, in tenths. `totalBytes` is null where nobody knows. */
export function createTransferReporter(
  what: string,
  write: (text: string) => void,
): (receivedBytes: number, totalBytes: number | null) => void {
  let said = -1;
  return (receivedBytes, totalBytes) => {
    const total = totalBytes ?? 0;
    const tenths = total < largeBytes ? 0 : Math.floor(receivedBytes / total / share);
    if (tenths <= said) return;
    if (said === -1) write(`Fetching ${what}${total === 0 ? "" : ` (${sizeAsText(total)})`}...\n`);
    if (tenths > 0) write(`  ${tenths * 10} %, ${sizeAsText(receivedBytes)} of ${sizeAsText(total)}\n`);
    said = tenths;
  };
}
