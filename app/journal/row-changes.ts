import { z } from "zod";
import type { RowChange } from "../db/tracked-tables.ts";

const cell = z.union([z.string(), z.number(), z.null(), z.strictObject({ base64: z.base64() })]);
const image = z.record(z.string(), cell).nullable();

/** Rows that an action changed, as the catalogue and the text journal keep them. */
export const rowChangesSchema: z.ZodType<RowChange[]> = z.array(
  z.strictObject({
    table: z.enum([
      ...["people", "faces", "embeddings", "rejections", "judgements", "judgement_faces"],
      ...["different_people", "appearances", "imported_names", "albums", "album_photos", "roots"],
      ...[
        "stacked_photos",
        "unstacked_photos",
        "stack_covers",
        "parted_pairs",
        "person_identities",
        "person_looks",
      ],
    ] as const),
    key: z.array(z.union([z.string(), z.number()])),
    before: image,
    after: image,
  }),
);

/** The changes of an action from their JSON. Throws a ZodError or SyntaxError when it is not such. */
export function parseRowChanges(json: string): RowChange[] {
  return rowChangesSchema.parse(JSON.parse(json));
}
