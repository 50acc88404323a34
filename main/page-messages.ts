import { ipcMain, type IpcMainEvent } from "electron";
import type { z } from "zod";
import { isOwnAddress } from "./address.ts";

/**
 * Hears what a page's preload says: the only use of ipcMain. Item 17: taken only from the top frame of our own page, and
 * only when it fits.
 */
export function hearPage<Message>(
  channel: string,
  schema: z.ZodType<Message>,
  listener: (message: Message) => void,
): void {
  ipcMain.on(channel, (event, received: unknown) => {
    const message = schema.safeParse(received);
    if (isFromOwnPage(event) && message.success) listener(message.data);
  });
}

function isFromOwnPage({ senderFrame, sender }: IpcMainEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOwnAddress(senderFrame.url);
}
