import { z } from "zod";
import type { Database } from "../../db/open.ts";
import { getSetting, setSetting } from "../../db/settings.ts";

/** Whether names are written by themselves, whenever the user says who is in a photo. */
export const writeModes = ["off", "sidecar", "file"] as const;

const schema = z.strictObject({ mode: z.enum(writeModes), keepsModifiedTime: z.boolean() });

/** What the user chose about writing names. */
export type WriteSetting = z.infer<typeof schema>;

const settingKey = "metadata-writing";

/** What was chosen; writing is off until then. */
export function readWriteSetting(db: Database): WriteSetting {
  const text = getSetting(db, settingKey);
  try {
    return schema.parse(JSON.parse(text ?? ""));
  } catch {
    return { mode: "off", keepsModifiedTime: true };
  }
}

/** Keeps what was chosen. */
export function saveWriteSetting(db: Database, setting: WriteSetting): void {
  setSetting(db, settingKey, JSON.stringify(schema.parse(setting)));
}
