import { expect, test } from "vitest";
import { createTransferReporter } from "../../app/cli/transfer-progress.ts";

test("a large transfer is told of in tenths, a small one only begins", () => {
  const lines: string[] = [];
  const write = (text: string) => lines.push(text);
  const large = createTransferReporter("VGG-Face", write);
  for (const megabytes of [0, 20, 58, 60, 116, 580]) large(megabytes * 1e6, 580e6);
  const small = createTransferReporter("YuNet", write);
  for (const bytes of [0, 100_000, 322_906]) small(bytes, 322_906);
  createTransferReporter("a file", write)(1_000, null);
  expect(lines).toEqual([
    "Fetching VGG-Face (580.0 MB)...\n",
    "  10 %, 58.0 MB of 580.0 MB\n",
    "  20 %, 116.0 MB of 580.0 MB\n",
    "  100 %, 580.0 MB of 580.0 MB\n",
    "Fetching YuNet (0.3 MB)...\n",
    "Fetching a file...\n",
  ]);
});
